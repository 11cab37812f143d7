package dev.vmlifecycle.proxmox.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import javax.net.ServerSocketFactory;

/**
 * Server sockets whose connections send at once. The web server writes head and body of an answer one after the other; with
 * Nagle's algorithm the body waits for the client's delayed acknowledgement, 40 ms for each answer.
 */
final class PromptSockets extends ServerSocketFactory {

    private final int idleMs;

    /** A connection without a request for this long is closed. */
    PromptSockets(Duration idle) {
        this.idleMs = Math.toIntExact(idle.toMillis());
    }

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Socket socket = super.accept();
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(idleMs);
                return socket;
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        return createServerSocket(port, 0, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        return createServerSocket(port, backlog, InetAddress.getLoopbackAddress());
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        ServerSocket socket = createServerSocket();
        socket.bind(new InetSocketAddress(address, port), backlog);
        return socket;
    }
}

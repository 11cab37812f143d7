package dev.vmlifecycle.proxmox.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/**
 * Limits how long a host that accepts connections may keep silent in the TLS handshake, so that the next host gets its
 * turn. OkHttp itself waits for as long as for an answer there; it sets the socket's limit anew once the handshake is
 * done.
 */
final class HandshakeLimit extends SSLSocketFactory {

    private final SSLSocketFactory delegate;
    private final int millis;

    HandshakeLimit(SSLSocketFactory delegate, Duration limit) {
        this.delegate = delegate;
        this.millis = Math.toIntExact(Math.max(1, limit.toMillis()));
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        socket.setSoTimeout(millis);
        return delegate.createSocket(socket, host, port, autoClose);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return delegate.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return delegate.createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return delegate.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return delegate.createSocket(address, port, localAddress, localPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return delegate.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return delegate.getSupportedCipherSuites();
    }
}

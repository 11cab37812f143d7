package dev.vmlifecycle.proxmox.simulator.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;

/**
 * A small HTTPS server on the loopback address, a daemon thread for each connection. Thread-safe.
 *
 * <p>The JDK's own server cannot set reason phrases, in which Proxmox's errors stand, nor can servers made for tests be told when to close
 * an idle connection or how to answer what is no request.
 */
public final class HttpServer implements AutoCloseable {

    private static final int BACKLOG = 128;

    private final ServerSocket listening;
    private final InstantSource clock;
    private final Duration idle;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    private HttpServer(ServerSocket listening, InstantSource clock, Duration idle) {
        this.listening = listening;
        this.clock = clock;
        this.idle = idle;
    }

    /**
     * Opens the port; connections wait until {@link #serve}.
     *
     * @param port 0 for any free one
     * @param clock dates the answers
     * @param idle how long a connection may be without a request, and a request without its next bytes
     * @return the server
     * @throws IOException when the port is taken
     */
    public static HttpServer open(int port, InstantSource clock, Duration idle) throws IOException {
        return new HttpServer(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), clock, idle);
    }

    /**
     * Begins to answer.
     *
     * @param tls makes connections secret
     * @param handler answers, on the connection's thread
     */
    public void serve(SSLSocketFactory tls, Function<HttpRequest, HttpResponse> handler) {
        daemon("simulator-accept", () -> accept(tls, handler));
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(SSLSocketFactory tls, Function<HttpRequest, HttpResponse> handler) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(Math.toIntExact(idle.toMillis()));
                open.add(socket);
                daemon("simulator-connection", new HttpConnection(this, socket, tls, handler));
            } catch (IOException e) {
                // Closed meanwhile, or one caller gone before it was greeted: the next is waited for, if there is to be
                // one.
            }
        }
        open.forEach(HttpServer::cut);
    }

    /** {@return the port it listens on} */
    public int port() {
        return listening.getLocalPort();
    }

    Instant now() {
        return clock.instant();
    }

    void ended(Socket socket) {
        open.remove(socket);
    }

    /**
     * Waits, but not beyond the end of this server.
     *
     * @param time how long
     */
    public void pause(Duration time) {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the caller gives up or this server ends. */
    void awaitClosed(Socket socket) throws IOException {
        socket.setSoTimeout(0);
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    /** Stops listening, wakes who waits, and cuts all connections. Idempotent. */
    @Override
    public void close() {
        closed.countDown();
        try {
            listening.close();
        } catch (IOException e) {
            // Nothing is left to be closed.
        }
        open.forEach(HttpServer::cut);
    }
}

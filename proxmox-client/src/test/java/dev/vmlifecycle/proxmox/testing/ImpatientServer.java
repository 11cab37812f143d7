package dev.vmlifecycle.proxmox.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An HTTPS server that closes connections idle for longer than its limit, as pveproxy does after 5 s. */
public final class ImpatientServer implements AutoCloseable {

    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n" + "{\"data\":null}")
                    .getBytes(StandardCharsets.US_ASCII);

    private final HeldCertificate certificate = new HeldCertificate.Builder()
            .commonName("localhost")
            .addSubjectAlternativeName("localhost")
            .build();
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final SSLServerSocket socket;
    private final int limitMillis;

    public ImpatientServer(Duration limit) {
        limitMillis = Math.toIntExact(limit.toMillis());
        try {
            socket = (SSLServerSocket) new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslContext()
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        executor.execute(this::accept);
    }

    public String host() {
        return "localhost:" + socket.getLocalPort();
    }

    public String fingerprint() {
        return TlsServer.fingerprint(certificate);
    }

    public int connections() {
        return connections.get();
    }

    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            executor.shutdownNow();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                executor.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connections.incrementAndGet();
            connection.setSoTimeout(limitMillis);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    requests.incrementAndGet();
                    connection.getOutputStream().write(ANSWER);
                    connection.getOutputStream().flush();
                }
            }
        } catch (IOException e) {
            // idle for too long, or closed by the client
        }
    }
}

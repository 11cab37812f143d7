package dev.vmlifecycle.proxmox.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;

/** One TLS connection to a server, on which anything can be said. Reads give up after a while instead of hanging. */
final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final Socket socket;
    private final InputStream in;

    RawConnection(SimulatorServer server) throws IOException {
        SSLContext trust = new HandshakeCertificates.Builder()
                .addTrustedCertificate(server.certificate())
                .build()
                .sslContext();
        socket = trust.getSocketFactory().createSocket("127.0.0.1", server.uri().getPort());
        socket.setSoTimeout(PATIENCE_MS);
        in = socket.getInputStream();
    }

    RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** A call of the default token. */
    RawConnection call(String method, String path) throws IOException {
        return send(method + " /api2/json" + path
                + " HTTP/1.1\r\nHost: pve1\r\nAuthorization: PVEAPIToken=root@pam!sim=" + Api.SECRET + "\r\n\r\n");
    }

    /** Head and body of the next answer; empty when the connection was closed instead. */
    String answer() throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int length = contentLength(head.toString());
        while (body.size() < length) {
            int next = in.read();
            if (next < 0) {
                throw new java.io.EOFException("cut in the middle of an answer");
            }
            body.write(next);
        }
        return head + body.toString(StandardCharsets.UTF_8);
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    /** Waits until the server closes; anything it says instead is a failure. */
    boolean closed() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

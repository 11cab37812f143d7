package dev.vmlifecycle.proxmox.simulator.internal.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection: requests and answers in turn, until an error, the hundredth request, or idleness ends it. */
final class HttpConnection implements Runnable {

    private static final int REQUESTS = 100;
    private static final int ERROR = 400;
    private static final int TLS_HANDSHAKE = 0x16;
    /** Longer bodies are compressed for whoever can read that. */
    private static final int PLAIN_BYTES = 1024;

    private final HttpServer server;
    private final Socket plain;
    private final SSLSocketFactory tls;
    private final Function<HttpRequest, HttpResponse> handler;

    HttpConnection(HttpServer server, Socket plain, SSLSocketFactory tls, Function<HttpRequest, HttpResponse> handler) {
        this.server = server;
        this.plain = plain;
        this.tls = tls;
        this.handler = handler;
    }

    @Override
    public void run() {
        try (plain) {
            int first = plain.getInputStream().read();
            if (first == TLS_HANDSHAKE) {
                byte[] read = {(byte) first};
                try (SSLSocket socket = (SSLSocket) tls.createSocket(plain, new ByteArrayInputStream(read), true)) {
                    serve(socket);
                }
            } else if (first >= 0) {
                redirect();
            }
        } catch (IOException e) {
            // The caller went away, was silent for too long, or does not trust us: nobody is left to be told.
        } finally {
            server.ended(plain);
        }
    }

    /** Who speaks plain HTTP to this port is sent to the same port. */
    private void redirect() throws IOException {
        String answer = "HTTP/1.0 301 Moved Permanently\r\nConnection: close\r\nLocation: https://127.0.0.1:"
                + plain.getLocalPort() + "/\r\nContent-Length: 0\r\n\r\n";
        plain.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        plain.shutdownOutput();
        // Closing on unread bytes would reset the connection before the answer is read.
        plain.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void serve(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        HttpReader reader = new HttpReader(socket.getInputStream(), out);
        for (int count = 1; count <= REQUESTS; count++) {
            HttpRequest request;
            try {
                request = reader.next();
            } catch (HttpRefusal e) {
                write(out, e.response(), true, false);
                drain(socket);
                return;
            }
            HttpResponse answer = handler.apply(request);
            if (answer.isSilent()) {
                server.awaitClosed(socket);
                return;
            }
            if (answer.isDropped()) {
                return;
            }
            boolean last = answer.status() >= ERROR || count == REQUESTS || request.closing();
            write(out, answer, last, request.accepts("gzip"));
            if (last) {
                return;
            }
        }
    }

    /** What is still under way is read and thrown away: else the caller's system might throw away our answer. */
    private static void drain(Socket socket) throws IOException {
        socket.shutdownOutput();
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void write(OutputStream out, HttpResponse answer, boolean last, boolean gzip) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean packed = gzip && body.length > PLAIN_BYTES;
        if (packed) {
            body = packed(body);
        }
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(answer.reason().replaceAll("[\r\n]", " "))
                .append("\r\nCache-Control: max-age=0\r\nConnection: ")
                .append(last ? "close" : "Keep-Alive")
                .append("\r\nDate: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(server.now().atZone(ZoneOffset.UTC)))
                .append("\r\nServer: pve-api-daemon/3.0\r\nContent-Length: ")
                .append(body.length);
        if (packed) {
            head.append("\r\nContent-Encoding: gzip");
        }
        if (!answer.contentType().isEmpty()) {
            head.append("\r\nContent-Type: ").append(answer.contentType());
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(body);
        // In one piece: a body sent after its head would wait for the caller's delayed acknowledgement.
        out.write(whole.toByteArray());
        out.flush();
    }

    private static byte[] packed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }
}

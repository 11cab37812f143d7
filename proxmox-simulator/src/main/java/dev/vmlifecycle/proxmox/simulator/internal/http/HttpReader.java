package dev.vmlifecycle.proxmox.simulator.internal.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads requests off one connection, within the real server's limits. */
final class HttpReader {

    /** The head of a request: all its lines together, and their number. */
    private static final int HEAD_BYTES = 8 * 1024;

    private static final int HEADERS = 64;
    private static final int BODY_BYTES = 512 * 1024;
    /** Uploads are limited by the disk there; here a file is held in memory. */
    private static final int UPLOAD_BYTES = 1 << 30;

    private static final int BAD_REQUEST = 400;
    private static final int NOT_TAKEN = 501;
    private static final int BROKEN_HEADER = 506;

    private final InputStream in;
    private final OutputStream out;
    private int headBytes;

    HttpReader(InputStream in, OutputStream out) {
        this.in = new BufferedInputStream(in);
        this.out = out;
    }

    /** The next request; waits for it. */
    HttpRequest next() throws IOException, HttpRefusal {
        headBytes = 0;
        String first = line();
        while (first.isEmpty()) {
            first = line();
        }
        String[] words = first.split(" ", -1);
        if (words.length != 3 || !words[2].matches("HTTP/\\d+\\.\\d+") || !words[1].startsWith("/")) {
            throw new HttpRefusal(BAD_REQUEST, "bad request");
        }
        Map<String, String> headers = headers();
        boolean closing = words[2].equals("HTTP/1.0")
                ? !headers.getOrDefault("connection", "").equalsIgnoreCase("keep-alive")
                : headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        return new HttpRequest(words[0], words[1], Map.copyOf(headers), body(words[1], headers), closing);
    }

    private Map<String, String> headers() throws IOException, HttpRefusal {
        Map<String, String> headers = new HashMap<>();
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (++count >= HEADERS) {
                throw new HttpRefusal(NOT_TAKEN, "http too many headers");
            }
            if (colon <= 0 || line.substring(0, colon).contains(" ")) {
                throw new HttpRefusal(BROKEN_HEADER, "unable to parse request header");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String line() throws IOException, HttpRefusal {
        StringBuilder line = new StringBuilder();
        int next = read();
        while (next != '\n') {
            line.append((char) next);
            next = read();
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private int read() throws IOException, HttpRefusal {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("closed by the caller");
        }
        if (++headBytes > HEAD_BYTES) {
            throw new HttpRefusal(NOT_TAKEN, "http header too large");
        }
        return next;
    }

    private byte[] body(String target, Map<String, String> headers) throws IOException, HttpRefusal {
        if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            throw new HttpRefusal(NOT_TAKEN, "chunked transfer encoding not supported");
        }
        String length = headers.getOrDefault("content-length", "0");
        if (!length.matches("\\d{1,18}")) {
            throw new HttpRefusal(BAD_REQUEST, "bad request");
        }
        boolean upload = target.replaceFirst("\\?.*", "").endsWith("/upload");
        if (Long.parseLong(length) > (upload ? UPLOAD_BYTES : BODY_BYTES)) {
            throw new HttpRefusal(NOT_TAKEN, "for data too large");
        }
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("closed by the caller");
        }
        return body;
    }
}

package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.transport.FilePart;
import dev.vmlifecycle.proxmox.transport.Param;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A file and the parameters before it, as {@code multipart/form-data}, streamed.
 *
 * <p>pveproxy reads this with a parser of its own: the file comes last, {@code Content-Disposition} is the first header of
 * its part, and the boundary is not quoted. Its length is announced, since chunks are refused; like every write it is
 * one-shot.
 */
final class UploadBody extends RequestBody {

    private static final int BUFFER = 64 * 1024;

    private final MediaType type;
    private final byte[] head;
    private final FilePart file;
    private final byte[] tail;

    private UploadBody(String boundary, byte[] head, FilePart file, byte[] tail) {
        this.type = MediaType.get("multipart/form-data; boundary=" + boundary);
        this.head = head;
        this.file = file;
        this.tail = tail;
    }

    static UploadBody of(List<Param> form, FilePart file) {
        // 122 random bits: no file holds them by chance
        String boundary = "vm-lifecycle-" + UUID.randomUUID();
        StringBuilder head = new StringBuilder();
        for (Param param : form) {
            head.append("--").append(boundary).append("\r\n");
            head.append("Content-Disposition: form-data; name=\"")
                    .append(param.name())
                    .append("\"\r\n");
            head.append("Content-Type: text/plain; charset=utf-8\r\n\r\n");
            head.append(param.value()).append("\r\n");
        }
        head.append("--").append(boundary).append("\r\n");
        head.append("Content-Disposition: form-data; name=\"filename\"; filename=\"")
                .append(file.filename())
                .append("\"\r\n");
        head.append("Content-Type: application/octet-stream\r\n\r\n");
        return new UploadBody(boundary, bytes(head.toString()), file, bytes("\r\n--" + boundary + "--\r\n"));
    }

    @Override
    public MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return head.length + file.length() + tail.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (InputStream in = file.open()) {
            sink.write(head);
            byte[] buffer = new byte[BUFFER];
            long left = file.length();
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new EOFException("file: shorter than when the upload began, " + left + " bytes missing");
                }
                sink.write(buffer, 0, count);
                left -= count;
            }
            sink.write(tail);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

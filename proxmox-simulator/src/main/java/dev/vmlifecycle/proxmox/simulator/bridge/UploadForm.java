package dev.vmlifecycle.proxmox.simulator.bridge;

import dev.vmlifecycle.proxmox.simulator.SimRequest;
import dev.vmlifecycle.proxmox.transport.FilePart;
import dev.vmlifecycle.proxmox.transport.Param;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An upload as {@code multipart/form-data}: the parameters, then the file, which is read into memory. */
final class UploadForm {

    private UploadForm() {}

    static SimRequest on(SimRequest request, List<Param> form, FilePart file) {
        try (InputStream in = file.open()) {
            byte[] content = in.readAllBytes();
            String boundary = boundary(content);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (Param param : form) {
                body.writeBytes(head(boundary, "name=\"" + param.name() + "\""));
                body.writeBytes((param.value() + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            body.writeBytes(head(boundary, "name=\"filename\"; filename=\"" + file.filename() + "\""));
            body.writeBytes(content);
            body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
            return request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .body(body.toByteArray());
        } catch (IOException e) {
            throw TransportFailure.notSent("file: " + file.filename() + " (expected: readable)", e);
        }
    }

    /** The first of a row that is not in the file: the same file is always sent alike. */
    private static String boundary(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int number = 0;
        while (text.contains("part" + number)) {
            number++;
        }
        return "part" + number;
    }

    private static byte[] head(String boundary, String disposition) {
        return ("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}

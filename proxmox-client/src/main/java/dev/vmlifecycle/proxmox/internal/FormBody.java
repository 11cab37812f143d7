package dev.vmlifecycle.proxmox.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The body of a write, an empty one for DELETE. Being one-shot keeps OkHttp from sending it again when a pooled
 * connection breaks after the server has read it; having a length keeps it from chunking, which Proxmox refuses.
 */
final class FormBody extends RequestBody {

    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");

    private final byte[] bytes;

    FormBody(String encoded) {
        this.bytes = encoded.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable MediaType contentType() {
        return bytes.length == 0 ? null : FORM;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }
}

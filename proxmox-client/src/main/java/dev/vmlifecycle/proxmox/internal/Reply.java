package dev.vmlifecycle.proxmox.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.vmlifecycle.proxmox.transport.WireResponse;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One answer, read.
 *
 * @param status HTTP status
 * @param reason the reason phrase, empty when there is none
 * @param body the object in it, an empty one when there is something else; null when it is no JSON
 * @param host which host answered
 */
record Reply(int status, String reason, @Nullable JsonObject body, Optional<String> host) {

    static Reply of(WireResponse response) {
        return new Reply(response.status(), response.reason(), parse(response.body()), response.host());
    }

    /** An exception means that the body did not arrive, whatever was in it. */
    static @Nullable JsonObject parse(InputStream body) throws IOException {
        try {
            return JsonReader.read(body);
        } catch (JsonProcessingException | CharConversionException e) {
            // the parser's message quotes the body, which may hold secrets
            return null;
        }
    }

    private static @Nullable JsonObject parse(byte[] body) {
        try {
            return JsonReader.read(body);
        } catch (IOException e) {
            return null;
        }
    }

    /** {@return status and reason; never the body} */
    @Override
    public String toString() {
        return status + " " + reason;
    }
}

package dev.vmlifecycle.proxmox.transport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One complete answer, whatever its status.
 *
 * @param status HTTP status; Proxmox also uses 595, 596 and 599
 * @param reason the reason phrase, where servers before 8.4 put the only error text; empty when there is none
 * @param headers in order of arrival
 * @param body decompressed bytes, empty when there was none; not copied, treat as read-only
 * @param host which host answered, {@code name:port}; absent when the transport knows none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared; copying each body would double its cost
public record WireResponse(int status, String reason, List<Header> headers, byte[] body, Optional<String> host) {

    /**
     * Copies the headers.
     *
     * @param status see above
     * @param reason see above
     * @param headers see above
     * @param body see above
     * @param host see above
     */
    public WireResponse {
        headers = List.copyOf(headers);
    }

    /**
     * Makes an answer of no host in particular.
     *
     * @param status see above
     * @param reason see above
     * @param headers see above
     * @param body see above
     */
    public WireResponse(int status, String reason, List<Header> headers, byte[] body) {
        this(status, reason, headers, body, Optional.empty());
    }

    /**
     * {@return an answer with a JSON body}
     *
     * @param status HTTP status
     * @param reason the reason phrase
     * @param json the body
     */
    public static WireResponse json(int status, String reason, String json) {
        return new WireResponse(
                status,
                reason,
                List.of(new Header("Content-Type", "application/json;charset=UTF-8")),
                json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * {@return the first header with this name}
     *
     * @param name case is irrelevant
     */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** {@return status, reason and size; never the body} */
    @Override
    public String toString() {
        return status + " " + reason + " (" + body.length + " bytes)";
    }
}

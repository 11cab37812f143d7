package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import org.jspecify.annotations.Nullable;

/**
 * Names a call in errors about its answer.
 *
 * @param method HTTP method
 * @param path below {@code /api2/json}
 * @param secrets of the request, which a server may quote
 */
public record Call(String method, String path, Redaction secrets) {

    Call(String method, String path) {
        this(method, path, Redaction.none());
    }

    Call with(Redaction other) {
        return new Call(method, path, other);
    }

    DecodingException undecodable(String detail, @Nullable Throwable cause) {
        String masked = secrets.mask(detail);
        // the cause quotes what the detail does
        return ProxmoxErrors.undecodable(method, path, masked, masked.equals(detail) ? cause : null);
    }
}

package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import org.jspecify.annotations.Nullable;

/**
 * Names a call in errors about its answer.
 *
 * @param method HTTP method
 * @param path below {@code /api2/json}
 */
public record Call(String method, String path) {

    DecodingException undecodable(String detail, @Nullable Throwable cause) {
        return ProxmoxErrors.undecodable(method, path, detail, cause);
    }
}

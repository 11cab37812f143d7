package dev.vmlifecycle.proxmox.access;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Secret;

/**
 * An API token just made. This is the only time its secret is told.
 *
 * @param info what was made
 * @param secret what the token proves itself with
 */
public record CreatedToken(TokenInfo info, Secret secret) {

    /** {@return the token as credentials of a client} */
    public ApiToken credentials() {
        return new ApiToken(info.id().user().value(), info.id().name(), secret);
    }
}

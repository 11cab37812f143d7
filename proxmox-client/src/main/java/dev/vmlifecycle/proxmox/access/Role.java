package dev.vmlifecycle.proxmox.access;

import java.util.Set;

/**
 * A set of privileges with a name.
 *
 * @param name its name
 * @param privileges such as {@code VM.Allocate}; which exist depends on the server's version
 * @param builtIn whether it comes with the server and can not be changed; known in lists only
 */
public record Role(String name, Set<String> privileges, boolean builtIn) {

    /**
     * Copies the set.
     *
     * @param name see above
     * @param privileges see above
     * @param builtIn see above
     */
    public Role {
        privileges = Set.copyOf(privileges);
    }
}

package dev.vmlifecycle.proxmox.firewall;

import java.util.Optional;

/**
 * Something the source or destination of a rule can name.
 *
 * @param kind what it is
 * @param name its name
 * @param ref how a rule names it, such as {@code dc/office}
 * @param scope where it is defined, {@code dc} or {@code guest}; absent before Proxmox VE 8
 * @param comment free text
 */
public record FirewallRef(Kind kind, String name, String ref, Optional<String> scope, Optional<String> comment) {

    /** What a rule can name. */
    public enum Kind {
        /** An address with a name. */
        ALIAS,
        /** A set of addresses. */
        IPSET
    }
}

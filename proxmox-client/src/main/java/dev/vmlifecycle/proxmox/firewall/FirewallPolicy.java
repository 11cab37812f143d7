package dev.vmlifecycle.proxmox.firewall;

/** What happens to traffic no rule speaks of. */
public enum FirewallPolicy {
    /** It passes. */
    ACCEPT,
    /** It is refused with an answer. */
    REJECT,
    /** It vanishes. */
    DROP
}

package dev.vmlifecycle.dns;

/** What a zone is used for. */
public enum ZoneRole {
    /** Host names: A and AAAA. */
    FORWARD,
    /** Reverse names: PTR. */
    REVERSE
}

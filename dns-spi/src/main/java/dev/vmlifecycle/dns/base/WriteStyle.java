package dev.vmlifecycle.dns.base;

/** How a service stores what it is sent; decides what has to be done so that simultaneous writers lose nothing. */
public enum WriteStyle {
    /** It adds and removes single values itself, and refuses or ignores one that it has: nothing has to be done. */
    MERGES,
    /** It adds and removes single records, and stores a value twice when told twice: writers of a zone take turns. */
    ADDS,
    /** It replaces whole sets: writers of a zone take turns, read again after writing, and repeat what got lost. */
    OVERWRITES
}

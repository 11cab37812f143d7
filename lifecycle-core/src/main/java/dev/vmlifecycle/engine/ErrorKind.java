package dev.vmlifecycle.engine;

/** What sort of trouble a failed step met: it decides pacing and what an operator is told. */
public enum ErrorKind {
    /** Network, time-out, server error: likely to pass by itself. */
    TRANSIENT,
    /** Somebody else holds a lock on the subject. */
    LOCKED,
    /** Something is used up: an empty pool, a full storage. */
    CAPACITY,
    /** A setting is wrong; passes when somebody mends it. */
    CONFIG,
    /** Credentials or privileges do not suffice. */
    PERMISSION,
    /** A destructive or foreign effect was refused because ownership is not proved. */
    FENCED,
    /** An unexpected exception: a defect of ours or of a step. */
    BUG
}

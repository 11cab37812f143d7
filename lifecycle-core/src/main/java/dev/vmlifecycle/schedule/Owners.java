package dev.vmlifecycle.schedule;

/** Who this process is, and whether another one is known dead. Thread-safe. */
interface Owners {

    /** This process, as others read it. */
    String self();

    /** Whether the process certainly runs no more; false when in doubt. */
    boolean isDead(String owner);
}

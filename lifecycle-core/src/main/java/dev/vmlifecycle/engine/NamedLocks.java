package dev.vmlifecycle.engine;

import java.time.Duration;

/**
 * Locks by name among all processes that share a store. Each has a holder and an end: what a process that died held runs out.
 * Thread-safe; any method may throw {@link StoreException}.
 */
public interface NamedLocks {

    /**
     * Takes a lock that is free or has run out; for its holder, extends it.
     *
     * @param name the lock, at most 400 characters
     * @param holder who takes it: a text that nobody else uses, at most 190 characters
     * @param leaseFor how long it is held from the store's now unless given back
     * @return false when somebody else holds it
     */
    boolean takeLock(String name, String holder, Duration leaseFor);

    /**
     * Gives a lock back. Silent when somebody else holds it by now, or nobody does.
     *
     * @param name the lock
     * @param holder who took it
     */
    void releaseLock(String name, String holder);
}

package dev.vmlifecycle.dns.plugin;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsName;
import java.time.Duration;
import java.util.Optional;

/**
 * Locks that writers of one zone hold while they read, write and verify, where the server cannot merge values itself.
 *
 * <p>The usual ones hold within the process. A host that writes one zone from several machines gives locks of its store.
 * Thread-safe.
 */
@FunctionalInterface
public interface ZoneLocks {

    /** A lock that is held; closing it gives it back, and never throws. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes the lock of a zone; not reentrant.
     *
     * @param connection the connection
     * @param zone the zone
     * @param wait how long to wait at most
     * @param limits the call's limits; a cancellation may end the wait early
     * @return the lock, empty when it could not be had in time
     * @throws InterruptedException when the thread was interrupted
     */
    Optional<Held> take(ConnectionId connection, DnsName zone, Duration wait, CallLimits limits)
            throws InterruptedException;

    /**
     * {@return locks that hold within this process, among all providers that share them}
     */
    static ZoneLocks inProcess() {
        return new ProcessLocks();
    }
}

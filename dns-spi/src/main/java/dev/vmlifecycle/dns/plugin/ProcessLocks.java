package dev.vmlifecycle.dns.plugin;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One fair permit a zone: semaphores, since a lock may be given back by another thread than the one that took it. */
final class ProcessLocks implements ZoneLocks {

    // how long a cancellation may go unnoticed
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private record Key(ConnectionId connection, DnsName zone) {}

    private final Map<Key, Semaphore> permits = new ConcurrentHashMap<>();

    @Override
    public Optional<Held> take(ConnectionId connection, DnsName zone, Duration wait, CallLimits limits)
            throws InterruptedException {
        Semaphore permit = permits.computeIfAbsent(new Key(connection, zone), any -> new Semaphore(1, true));
        long left = wait.toNanos();
        while (!limits.cancellation().isCancelled()) {
            if (permit.tryAcquire(Math.min(left, SLICE_NANOS), TimeUnit.NANOSECONDS)) {
                AtomicBoolean held = new AtomicBoolean(true);
                return Optional.of(() -> {
                    if (held.getAndSet(false)) {
                        permit.release();
                    }
                });
            }
            left -= SLICE_NANOS;
            if (left <= 0) {
                break;
            }
        }
        return Optional.empty();
    }
}

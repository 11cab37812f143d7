package dev.vmlifecycle.vm.dns;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.plugin.Sleeper;
import dev.vmlifecycle.dns.plugin.ZoneLocks;
import dev.vmlifecycle.engine.NamedLocks;
import dev.vmlifecycle.engine.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Locks of DNS zones among all hosts that share a store: for servers that can only overwrite sets, such as PowerDNS before 4.9.12, and
 * are written by more than one host. Within the process writers take turns first, so that one of them waits for the store. Thread-safe.
 *
 * <p>A lock is held for as long as the call may last and a margin; what a host that died held runs out then. A store that cannot be
 * reached counts as a lock that cannot be had.
 *
 * <pre>{@code
 * ProviderContext context = ProviderContext.builder().locks(StoreZoneLocks.of(store)).build();
 * }</pre>
 */
public final class StoreZoneLocks implements ZoneLocks {
    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final NamedLocks store;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final ZoneLocks near = ZoneLocks.inProcess();

    private StoreZoneLocks(NamedLocks store, InstantSource clock, Sleeper sleeper) {
        this.store = store;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Makes locks that are kept in a store.
     *
     * @param store the store, the same for all hosts
     * @return the locks
     */
    public static StoreZoneLocks of(NamedLocks store) {
        return of(store, InstantSource.system(), Sleeper.system());
    }

    /**
     * Makes locks that are kept in a store, for a world with a clock of its own.
     *
     * @param store the store, the same for all hosts
     * @param clock the clock that deadlines are compared with
     * @param sleeper where to wait for a turn
     * @return the locks
     */
    public static StoreZoneLocks of(NamedLocks store, InstantSource clock, Sleeper sleeper) {
        return new StoreZoneLocks(store, clock, sleeper);
    }

    @Override
    public Optional<Held> take(ConnectionId connection, DnsName zone, Duration wait, CallLimits limits)
            throws InterruptedException {
        Instant end = clock.instant().plus(wait);
        Optional<Held> turn = near.take(connection, zone, wait, limits);
        if (turn.isEmpty()) {
            return turn;
        }
        boolean taken = false;
        String name = name(connection, zone);
        String holder = UUID.randomUUID().toString();
        try {
            taken = await(name, holder, end, limits);
        } finally {
            if (!taken) {
                turn.get().close();
            }
        }
        return taken ? Optional.of(() -> giveBack(name, holder, turn.get())) : Optional.empty();
    }

    private boolean await(String name, String holder, Instant end, CallLimits limits) throws InterruptedException {
        while (!limits.cancellation().isCancelled()) {
            if (tried(name, holder, limits)) {
                return true;
            }
            if (!clock.instant().plus(LOOK).isBefore(end)) {
                return false;
            }
            sleeper.sleep(LOOK);
        }
        return false;
    }

    private boolean tried(String name, String holder, CallLimits limits) {
        Duration left = limits.left(clock.instant()).plus(MARGIN);
        try {
            return store.takeLock(name, holder, left.compareTo(LONGEST) < 0 ? left : LONGEST);
        } catch (StoreException e) {
            // it may have been taken although nobody could say so
            release(name, holder);
            return false;
        }
    }

    private void giveBack(String name, String holder, Held turn) {
        try {
            release(name, holder);
        } finally {
            turn.close();
        }
    }

    private void release(String name, String holder) {
        try {
            store.releaseLock(name, holder);
        } catch (StoreException e) {
            // it runs out
            return;
        }
    }

    /** Always short enough for the store: a connection's own text may have any length. */
    private static String name(ConnectionId connection, DnsName zone) {
        UUID hash = UUID.nameUUIDFromBytes(connection.text().getBytes(StandardCharsets.UTF_8));
        return "dns/" + hash + "/" + zone;
    }
}

package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The store's clock without a query per look: a local clock plus how far the store's is ahead of it. The default local clock
 * is monotonic, so that a host whose wall clock jumps neither loses nor keeps a lease by that.
 */
final class EngineClock implements InstantSource {

    private final EngineStore store;
    private final InstantSource local;
    private volatile Duration ahead = Duration.ZERO;

    EngineClock(EngineStore store, InstantSource local) {
        this.store = store;
        this.local = local;
    }

    static InstantSource monotonic() {
        Instant base = InstantSource.system().instant();
        long began = System.nanoTime();
        return () -> base.plusNanos(System.nanoTime() - began);
    }

    /** Measures anew how far the store's clock is ahead. */
    void follow() {
        Instant storeNow = store.now();
        ahead = Duration.between(local.instant(), storeNow);
    }

    @Override
    public Instant instant() {
        return local.instant().plus(ahead).truncatedTo(ChronoUnit.MILLIS);
    }
}

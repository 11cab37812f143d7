package dev.vmlifecycle.storage.jdbc;

import java.time.InstantSource;
import java.util.Optional;

/**
 * The clock by which a {@link JdbcStore} judges leases, due times and quarantines. Immutable.
 *
 * <p>All processes that share a database must share the clock, hence the database's own is the default.
 */
public final class StoreClock {

    /** The database's clock, read once in each transaction. */
    public static final StoreClock DATABASE = new StoreClock(Optional.empty());

    private final Optional<InstantSource> source;

    private StoreClock(Optional<InstantSource> source) {
        this.source = source;
    }

    /**
     * A clock of the caller's, for tests and simulations.
     *
     * @param source the clock, thread-safe
     * @return the clock
     */
    public static StoreClock supplied(InstantSource source) {
        return new StoreClock(Optional.of(source));
    }

    Optional<InstantSource> source() {
        return source;
    }
}

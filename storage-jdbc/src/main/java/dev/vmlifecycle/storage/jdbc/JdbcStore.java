package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.OutboxEntry;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.engine.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The engine's store in a relational database. Thread-safe; several processes may share one database.
 *
 * <p>Each call takes a connection, runs one transaction of READ COMMITTED and gives the connection back; none is held while a
 * step runs. Races with other processes are settled by running the transaction again, a bounded number of times. The data source
 * should pool, and must not hand out connections that belong to a transaction of the caller's.
 *
 * <p>Supported: H2 2.x. Documents and texts may have up to 1,000,000 characters, names up to 190.
 *
 * <pre>{@code
 * JdbcStore store = JdbcStore.create(dataSource);
 * store.createSchema();
 * }</pre>
 */
public final class JdbcStore implements EngineStore {
    private final Transactions transactions;
    private final Dialect dialect;
    // one reservation at a time in this process: those that wait for another host hold one connection, not all of them
    private final ReentrantLock reservations = new ReentrantLock();

    private JdbcStore(Transactions transactions, Dialect dialect) {
        this.transactions = transactions;
        this.dialect = dialect;
    }

    /**
     * Makes a store with all defaults, see {@link Builder}.
     *
     * @param dataSource where connections come from
     * @return the store
     * @throws IllegalArgumentException when the database is not supported
     * @throws StoreException when there is no connection to be had
     */
    public static JdbcStore create(DataSource dataSource) {
        return builder(dataSource).build();
    }

    /**
     * Starts a store.
     *
     * @param dataSource where connections come from
     * @return a builder
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
    }

    /**
     * Creates the tables, or leads them to the newest version. May be repeated, also by several processes at once; a schema that
     * is newer than this code is left alone.
     */
    public void createSchema() {
        transactions.runDdl("create schema", Schema::create);
    }

    /**
     * Makes sure that this code can work with the tables that are there.
     *
     * @throws IllegalStateException when they are missing, older than this code needs, or so much newer that this code would
     *     misread them
     */
    public void validate() {
        transactions.run("validate schema", Schema::validate);
    }

    @Override
    public Instant now() {
        return transactions.answer("read clock", Tx::now);
    }

    @Override
    public boolean insert(NewInstance instance) {
        return transactions.answer("insert " + instance.key(), tx -> Commits.insert(tx, instance));
    }

    @Override
    public Optional<Instance> find(String key) {
        return transactions.answer("find " + key, tx -> InstanceRows.find(tx, key));
    }

    @Override
    public List<Instance> list(String afterKey, int limit) {
        return transactions.answer("list after " + afterKey, tx -> InstanceRows.list(tx, afterKey, limit));
    }

    @Override
    public List<Instance> claim(String owner, int max, Duration leaseFor) {
        if (leaseFor.toMillis() <= 0) {
            throw new IllegalArgumentException("lease: " + leaseFor + " (expected: 1 ms or longer)");
        }
        return transactions.answer("claim", tx -> dialect.claims().claim(tx, owner, max, leaseFor));
    }

    @Override
    public Optional<Instant> nextDue() {
        return transactions.answer("next due", Claims::nextDue);
    }

    @Override
    public List<Fence> renew(Collection<Fence> claims, Duration leaseFor) {
        return transactions.answer("renew leases", tx -> Claims.renew(tx, claims, leaseFor));
    }

    @Override
    public void saveCheckpoint(Fence fence, Optional<String> checkpoint) {
        transactions.run("save checkpoint of " + fence.key(), tx -> Claims.saveCheckpoint(tx, fence, checkpoint));
    }

    @Override
    @SuppressWarnings("unchecked") // each call is answered with its own type argument, see VmTables
    public <R> R call(Fence fence, StoreCall<R> call) {
        String what = call.getClass().getSimpleName() + " for " + fence.key();
        if (!VmTables.isReservation(call)) {
            return (R) transactions.answer(what, tx -> {
                Claims.check(tx, fence);
                return VmTables.ask(tx, call);
            });
        }
        reservations.lock();
        try {
            return (R) transactions.answer(what, tx -> {
                Mutex.take(tx, VmTables.ranges(call));
                Claims.hold(tx, fence);
                return VmTables.reserve(tx, call);
            });
        } finally {
            reservations.unlock();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // each call is answered with its own type argument, see VmTables
    public <R> R ask(StoreCall<R> call) {
        return (R) transactions.answer(call.getClass().getSimpleName(), tx -> VmTables.ask(tx, call));
    }

    @Override
    public Instance commit(Fence fence, StepCommit commit) {
        return transactions.answer("commit " + fence.key(), tx -> Commits.commit(tx, fence, commit));
    }

    @Override
    public void release(Fence fence) {
        transactions.run("release " + fence.key(), tx -> Claims.release(tx, fence));
    }

    @Override
    public boolean request(Instance seen, Request request, List<NewEvent> events) {
        return transactions.answer("request for " + seen.key(), tx -> Commits.request(tx, seen, request, events));
    }

    @Override
    public boolean retryNow(String key) {
        return transactions.answer("retry " + key, tx -> Claims.retryNow(tx, key));
    }

    @Override
    public List<DurableEvent> events(String key, long afterSeq, int limit) {
        return transactions.answer("events of " + key, tx -> EventLog.read(tx, key, afterSeq, limit));
    }

    @Override
    public List<Run> runs(String key, int limit) {
        return transactions.answer("runs of " + key, tx -> RunLog.newest(tx, key, limit));
    }

    @Override
    public List<OutboxEntry> outbox(int limit) {
        return transactions.answer("outbox", tx -> Outbox.waiting(tx, limit));
    }

    @Override
    public void outboxResult(String notificationId, boolean delivered) {
        transactions.run("outbox result of " + notificationId, tx -> Outbox.result(tx, notificationId, delivered));
    }

    /**
     * Collects a store's settings. Confine to one thread.
     *
     * <p>Defaults: table prefix {@code vml_}; the database's clock.
     */
    public static final class Builder {
        private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");

        private final DataSource dataSource;
        private String prefix = "vml_";
        private StoreClock clock = StoreClock.DATABASE;

        private Builder(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /**
         * Sets what the names of all tables and indexes begin with.
         *
         * @param value a lower-case letter, then at most 19 lower-case letters, digits and underscores
         * @return this
         */
        public Builder prefix(String value) {
            prefix = value;
            return this;
        }

        /**
         * Sets the clock of leases, due times and quarantines.
         *
         * @param value the clock
         * @return this
         */
        public Builder clock(StoreClock value) {
            clock = value;
            return this;
        }

        /**
         * Makes the store. Connects once, to learn which database it is; touches no table.
         *
         * @return the store
         * @throws IllegalArgumentException when the database is not supported or the prefix has another form
         * @throws StoreException when there is no connection to be had
         */
        public JdbcStore build() {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "prefix: '" + prefix + "' (expected: a lower-case letter, then at most 19 of a-z, 0-9, _)");
            }
            Dialect dialect = detect();
            return new JdbcStore(new Transactions(dataSource, dialect, prefix, clock), dialect);
        }

        private Dialect detect() {
            try (Connection connection = dataSource.getConnection()) {
                return Dialects.detect(connection);
            } catch (SQLException e) {
                throw new StoreException("connect: SQLState " + e.getSQLState(), true, e);
            }
        }
    }
}

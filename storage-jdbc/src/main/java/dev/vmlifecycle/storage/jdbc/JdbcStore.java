package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.backup.BackupId;
import dev.vmlifecycle.backup.BackupProgress;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupSchedule;
import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.engine.CommitAnswer;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.FencedCommit;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NamedLocks;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.OutboxEntry;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.Steering;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.schedule.ScheduleStore;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.schedule.TaskRow;
import dev.vmlifecycle.schedule.TaskStart;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficStore;
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
 * <p>Supported: PostgreSQL 13 and later, MariaDB 10.6 and later, H2 2.x, SQLite 3.35 and later (one writer at a time);
 * MySQL 8 takes MariaDB's statements and is not tested.
 * Documents and texts may have up to 1,000,000 characters, names up to 190; a NUL character is stored as U+FFFD.
 *
 * <pre>{@code
 * JdbcStore store = JdbcStore.create(dataSource);
 * store.createSchema();
 * }</pre>
 */
public final class JdbcStore implements EngineStore, NamedLocks, ScheduleStore, TrafficStore, BackupStore {
    private final Transactions transactions;
    private final Dialect dialect;
    private final Names names;
    private final SubjectStore subjects;
    // one reservation at a time in this process: those that wait for another host hold one connection, not all of them
    private final ReentrantLock reservations = new ReentrantLock();

    private JdbcStore(Transactions transactions, Dialect dialect, Names names) {
        this.transactions = transactions;
        this.dialect = dialect;
        this.names = names;
        this.subjects = new JdbcSubjects(transactions);
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
     * Creates the tables, or leads them to the newest version. May be repeated, also by several processes at once: one works, the
     * others wait and find it done. A schema that is newer than this code is left alone.
     */
    public void createSchema() {
        transactions.runDdl("create schema", Schema::create);
    }

    /**
     * Leads tables that are there to the newest version, otherwise as {@link #createSchema}. Processes of the version before go on
     * working meanwhile and afterwards.
     *
     * @throws IllegalStateException when there are no tables: a wrong database or prefix must not become an empty store
     */
    public void upgradeSchema() {
        transactions.runDdl("upgrade schema", Schema::upgrade);
    }

    /** Creates the tables as an older version did. */
    void createSchema(int version) {
        transactions.runDdl("create schema " + version, tx -> Schema.lead(tx, version));
    }

    /**
     * The DDL for this database, for hosts whose migration tool creates the tables. Run each file once, in order; then
     * {@link #validate} is satisfied and {@link #createSchema} has nothing to do.
     *
     * @return one file a version, oldest first
     */
    public List<SchemaFile> schemaFiles() {
        return Schema.files(dialect, names);
    }

    /**
     * A view whose writes join a transaction that the caller began, so that the caller's own rows and ours commit together, or not
     * at all. Nothing is committed or rolled back here, save to a savepoint when a call fails. It adds, reads and asks; claims and
     * what belongs to them stay with the engine. After the commit the caller wakes a running engine itself, if it waits.
     *
     * <p>A {@link StoreException} that says transient means: begin the whole transaction anew. Confined to the thread that has the
     * connection, and to the transaction. READ COMMITTED serves best: in stricter modes a key that another transaction added
     * meanwhile is met as such an exception instead of the answer false.
     *
     * @param connection the caller's connection to the same database, not in auto-commit mode
     * @return the view; a call outside a transaction is refused with {@link IllegalStateException}
     */
    public SubjectStore in(Connection connection) {
        return new JdbcSubjects(transactions.in(connection));
    }

    /**
     * Makes sure that this code can work with the tables that are there.
     *
     * @throws IllegalStateException when they are missing, older than this code needs, or so much newer that this code would
     *     misread them
     */
    public void validate() {
        transactions.read("validate schema", tx -> {
            Schema.validate(tx);
            return names;
        });
    }

    @Override
    public Instant now() {
        return subjects.now();
    }

    @Override
    public boolean insert(NewInstance instance) {
        return subjects.insert(instance);
    }

    @Override
    public Optional<Instance> find(String key) {
        return subjects.find(key);
    }

    @Override
    public List<Instance> list(String afterKey, int limit) {
        return subjects.list(afterKey, limit);
    }

    @Override
    public List<Instance> claim(String owner, int max, Duration leaseFor) {
        if (leaseFor.toMillis() <= 0) {
            throw new IllegalArgumentException("lease: " + leaseFor + " (expected: 1 ms or longer)");
        }
        ClaimStrategy claims = dialect.claims();
        Runner.Work<List<Instance>> claiming = tx -> claims.claim(tx, owner, max, leaseFor);
        return claims.isOneStatement()
                ? transactions.statement("claim", claiming)
                : transactions.answer("claim", claiming);
    }

    @Override
    public Optional<Instant> nextDue() {
        return transactions.read("next due", NextDue::of);
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
            return (R) transactions.<Object>read(what, tx -> {
                Claims.check(tx, fence);
                return VmTables.ask(tx, call);
            });
        }
        reservations.lock();
        try {
            return (R) transactions.<Object>answer(what, tx -> {
                Mutex.take(tx, VmTables.ranges(call));
                Claims.hold(tx, fence);
                return VmTables.reserve(tx, call);
            });
        } finally {
            reservations.unlock();
        }
    }

    @Override
    public <R> R ask(StoreCall<R> call) {
        return subjects.ask(call);
    }

    @Override
    public Instance commit(Fence fence, StepCommit commit) {
        return transactions.answer("commit " + fence.key(), tx -> Commits.commit(tx, fence, commit));
    }

    @Override
    public List<CommitAnswer> commitAll(List<FencedCommit> commits) {
        if (commits.size() == 1 && !GroupCommit.hasStatement(dialect, commits.get(0))) {
            return EngineStore.super.commitAll(commits);
        }
        return new GroupCommit(transactions, dialect).write(commits);
    }

    @Override
    public void release(Fence fence) {
        transactions.run("release " + fence.key(), tx -> Claims.release(tx, fence));
    }

    @Override
    public boolean request(Instance seen, Request request, List<NewEvent> events) {
        return subjects.request(seen, request, events);
    }

    @Override
    public boolean delete(String key, Optional<Instance> seen, List<StoreCommand> commands) {
        return subjects.delete(key, seen, commands);
    }

    @Override
    public <R> Optional<R> administer(String key, StoreCall<R> call, List<NewEvent> events) {
        return subjects.administer(key, call, events);
    }

    @Override
    public <R> R administer(StoreCall<R> call) {
        return subjects.administer(call);
    }

    @Override
    public boolean steer(Instance seen, Steering steering, List<NewEvent> events) {
        return subjects.steer(seen, steering, events);
    }

    @Override
    public boolean retryNow(String key) {
        return subjects.retryNow(key);
    }

    @Override
    public List<DurableEvent> events(String key, long afterSeq, int limit) {
        return subjects.events(key, afterSeq, limit);
    }

    @Override
    public List<Run> runs(String key, int limit) {
        return subjects.runs(key, limit);
    }

    @Override
    public List<OutboxEntry> outbox(int limit) {
        return transactions.read("outbox", tx -> Outbox.waiting(tx, limit));
    }

    @Override
    public void outboxResult(String notificationId, boolean delivered) {
        transactions.run("outbox result of " + notificationId, tx -> Outbox.result(tx, notificationId, delivered));
    }

    @Override
    public boolean takeLock(String name, String holder, Duration leaseFor) {
        return transactions.answer("take lock " + name, tx -> Locks.take(tx, name, holder, leaseFor));
    }

    @Override
    public void releaseLock(String name, String holder) {
        transactions.run("release lock " + name, tx -> Locks.release(tx, name, holder));
    }

    @Override
    public List<TaskRow> tasks() {
        return transactions.read("tasks", Schedule::tasks);
    }

    @Override
    public Begin begin(TaskStart start) {
        return transactions.answer("begin task " + start.name(), tx -> Schedule.begin(tx, start));
    }

    @Override
    public boolean extend(TaskName name, String runId, Duration lockFor) {
        return transactions.answer("extend task " + name, tx -> Schedule.extend(tx, name, runId, lockFor));
    }

    @Override
    public boolean end(TaskName name, String runId, Instant startedAt, TaskResult result, boolean locked) {
        return transactions.answer("end task " + name, tx -> Schedule.end(tx, name, runId, startedAt, result, locked));
    }

    @Override
    public boolean clear(TaskName name, String runId, String by) {
        return transactions.answer("clear lock of task " + name, tx -> Schedule.clear(tx, name, runId, by));
    }

    @Override
    public Optional<Instant> countedTo(String key) {
        return transactions.read("traffic mark of " + key, tx -> TrafficRows.countedTo(tx, key));
    }

    @Override
    public boolean count(String key, Optional<Instant> seen, Instant countedTo, List<TrafficInterval> intervals) {
        return transactions.answer(
                "count traffic of " + key, tx -> TrafficRows.count(tx, key, seen, countedTo, intervals));
    }

    @Override
    public List<TrafficInterval> traffic(String key, Instant from, Instant to) {
        return transactions.read("traffic of " + key, tx -> TrafficRows.between(tx, key, from, to));
    }

    @Override
    public int forgetTraffic(Instant before) {
        return transactions.answer("forget traffic", tx -> TrafficRows.forget(tx, before));
    }

    @Override
    public boolean addBackup(BackupRecord record) {
        return transactions.answer("add backup of " + record.key(), tx -> BackupRows.add(tx, record));
    }

    @Override
    public boolean updateBackup(BackupRecord seen, BackupProgress progress) {
        return transactions.answer("update backup of " + seen.key(), tx -> BackupRows.update(tx, seen, progress));
    }

    @Override
    public List<BackupRecord> openBackups(Optional<BackupId> after, int limit) {
        return transactions.read("open backups", tx -> BackupRows.open(tx, after, limit));
    }

    @Override
    public List<BackupRecord> backupsOf(String key, int limit) {
        return transactions.read("backups of " + key, tx -> BackupRows.of(tx, key, limit));
    }

    @Override
    public int forgetBackups(Instant before) {
        return transactions.answer("forget backups", tx -> BackupRows.forget(tx, before));
    }

    @Override
    public void saveSchedule(String key, Optional<BackupSchedule> schedule) {
        transactions.run("backup schedule of " + key, tx -> BackupScheduleRows.save(tx, key, schedule));
    }

    @Override
    public List<Scheduled> schedules(String afterKey, int limit) {
        return transactions.read("backup schedules", tx -> BackupScheduleRows.list(tx, afterKey, limit));
    }

    @Override
    public Optional<BackupSchedule> schedule(String key) {
        return transactions.read("backup schedule of " + key, tx -> BackupScheduleRows.find(tx, key));
    }

    /**
     * Collects a store's settings. Confine to one thread.
     *
     * <p>Defaults: table prefix {@code vml_}; the connection's own schema; the database's clock.
     */
    public static final class Builder {
        private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");
        private static final Pattern SCHEMA = Pattern.compile("[a-z][a-z0-9_]{0,62}");

        private final DataSource dataSource;
        private String prefix = "vml_";
        private Optional<String> schema = Optional.empty();
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
         * Sets the schema that the tables are in (MariaDB and MySQL call it a database). It must exist. SQLite has none.
         *
         * @param value a lower-case letter, then at most 62 lower-case letters, digits and underscores
         * @return this
         */
        public Builder schema(String value) {
            schema = Optional.of(value);
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
         * @throws IllegalArgumentException when the database is not supported, or prefix or schema have another form
         * @throws StoreException when there is no connection to be had
         */
        public JdbcStore build() {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new IllegalArgumentException(
                        "prefix: '" + prefix + "' (expected: a lower-case letter, then at most 19 of a-z, 0-9, _)");
            }
            if (schema.filter(name -> !SCHEMA.matcher(name).matches()).isPresent()) {
                throw new IllegalArgumentException("schema: '" + schema.get()
                        + "' (expected: a lower-case letter, then at most 62 of a-z, 0-9, _)");
            }
            Dialect dialect = detect();
            if (schema.isPresent() && !dialect.hasSchemas()) {
                throw new IllegalArgumentException(
                        "schema: '" + schema.get() + "' (expected: none, this database has no schemas)");
            }
            Names names = new Names(schema, prefix);
            return new JdbcStore(new Transactions(dataSource, dialect, names, clock), dialect, names);
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

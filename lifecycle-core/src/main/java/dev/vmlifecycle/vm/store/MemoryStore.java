package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.backup.BackupId;
import dev.vmlifecycle.backup.BackupProgress;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupSchedule;
import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LeaseLostException;
import dev.vmlifecycle.engine.NamedLocks;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.OutboxEntry;
import dev.vmlifecycle.engine.ReleasePermits;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.Steering;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.schedule.ScheduleStore;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.schedule.TaskRow;
import dev.vmlifecycle.schedule.TaskStart;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A store that lives in memory and dies with the process: for tests and first steps. Behaves as the JDBC store does.
 *
 * <p>Thread-safe: one lock guards everything, so each method is atomic. Leases, due times and quarantines are judged by
 * the clock given to {@link #create}.
 */
public final class MemoryStore implements EngineStore, NamedLocks, ScheduleStore, TrafficStore, BackupStore {
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<String, MemoryRow> rows = new TreeMap<>();
    private final MemoryOutbox outbox = new MemoryOutbox();
    private final MemoryTables tables = new MemoryTables();
    private final MemoryLocks locks = new MemoryLocks();
    private final MemorySchedule schedule = new MemorySchedule();
    private final MemoryTraffic traffic = new MemoryTraffic();
    private final MemoryBackups backups = new MemoryBackups();

    private MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Makes an empty store.
     *
     * @param clock the store's clock
     * @return the store
     */
    public static MemoryStore create(InstantSource clock) {
        return new MemoryStore(clock);
    }

    @Override
    public Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    @Override
    public boolean insert(NewInstance instance) {
        return locked(() -> {
            if (rows.containsKey(instance.key())) {
                return false;
            }
            tables.check(instance.commands());
            Instant now = now();
            rows.put(instance.key(), new MemoryRow(instance, now));
            tables.apply(instance.commands(), now);
            return true;
        });
    }

    @Override
    public Optional<Instance> find(String key) {
        return locked(() -> Optional.ofNullable(rows.get(key)).map(MemoryRow::snapshot));
    }

    @Override
    public List<Instance> list(String afterKey, int limit) {
        return locked(() -> rows.tailMap(afterKey, false).values().stream()
                .limit(Math.max(0, limit))
                .map(MemoryRow::snapshot)
                .toList());
    }

    @Override
    public List<Instance> claim(String owner, int max, Duration leaseFor) {
        if (leaseFor.toMillis() <= 0) {
            throw new IllegalArgumentException("lease: " + leaseFor + " (expected: 1 ms or longer)");
        }
        return locked(() -> {
            Instant now = now();
            return rows.values().stream()
                    .filter(row ->
                            row.claimableAt().filter(at -> !at.isAfter(now)).isPresent())
                    .sorted(Comparator.comparing(MemoryRow::due).thenComparing(MemoryRow::key))
                    .limit(Math.max(0, max))
                    .map(row -> row.claim(owner, now.plusMillis(leaseFor.toMillis())))
                    .toList();
        });
    }

    @Override
    public Optional<Instant> nextDue() {
        return locked(() -> rows.values().stream()
                .flatMap(row -> row.claimableAt().stream())
                .min(Comparator.naturalOrder()));
    }

    @Override
    public List<Fence> renew(Collection<Fence> claims, Duration leaseFor) {
        return locked(() -> {
            Instant until = now().plusMillis(leaseFor.toMillis());
            List<Fence> lost = new ArrayList<>();
            for (Fence fence : claims) {
                held(fence).ifPresentOrElse(row -> row.renew(until), () -> lost.add(fence));
            }
            return List.copyOf(lost);
        });
    }

    @Override
    public void saveCheckpoint(Fence fence, Optional<String> checkpoint) {
        locked(() -> {
            row(fence).checkpoint(checkpoint);
            return fence;
        });
    }

    @Override
    public <R> R call(Fence fence, StoreCall<R> call) {
        return locked(() -> {
            row(fence);
            return MemoryTables.cast(tables.call(call, this::isAtRest, now()));
        });
    }

    @Override
    public <R> R ask(StoreCall<R> call) {
        return locked(() -> MemoryTables.cast(answer(call)));
    }

    private Object answer(StoreCall<?> call) {
        if (call instanceof WaitingRepairs waiting) {
            return tables.waiting(waiting.limit(), key -> mayRepair(key, waiting.states()));
        }
        if (call instanceof FindVms find) {
            return rows.tailMap(find.afterKey(), false).values().stream()
                    .filter(row -> row.fits(find) && tables.fits(row.key(), find))
                    .limit(Math.max(0, find.limit()))
                    .map(MemoryRow::key)
                    .toList();
        }
        if (call instanceof CountVms) {
            return rows.values().stream()
                    .filter(row -> tables.knows(row.key()))
                    .collect(Collectors.groupingBy(MemoryRow::counted, Collectors.counting()))
                    .entrySet()
                    .stream()
                    .map(entry -> entry.getKey().times(entry.getValue()))
                    .toList();
        }
        return tables.ask(call, now());
    }

    @Override
    public Instance commit(Fence fence, StepCommit commit) {
        return locked(() -> {
            Optional<MemoryRow> repeated =
                    Optional.ofNullable(rows.get(fence.key())).filter(one -> one.has(fence, commit));
            if (repeated.isPresent()) {
                return repeated.get().snapshot();
            }
            MemoryRow row = row(fence);
            tables.check(commit.commands());
            row.check(commit);
            Instant now = now();
            row.commit(commit, now);
            outbox.add(row.key(), commit.notifications(), now);
            tables.apply(commit.commands(), now);
            return row.snapshot();
        });
    }

    @Override
    public void release(Fence fence) {
        locked(() -> {
            held(fence).ifPresent(MemoryRow::release);
            return fence;
        });
    }

    @Override
    public boolean request(Instance seen, Request request, List<NewEvent> events) {
        return locked(() -> {
            MemoryRow row = rows.get(seen.key());
            if (row == null || !row.standsAsIn(seen)) {
                return false;
            }
            row.request(request, events, now());
            return true;
        });
    }

    @Override
    public boolean delete(String key, Optional<Instance> seen, List<StoreCommand> commands) {
        return locked(() -> {
            Optional<MemoryRow> row = Optional.ofNullable(rows.get(key));
            boolean same = seen.isPresent()
                    ? row.filter(one -> one.standsAsIn(seen.get()) && one.isIdle())
                            .isPresent()
                    : row.isEmpty();
            if (!same) {
                return false;
            }
            tables.check(commands);
            rows.remove(key);
            outbox.forget(key);
            tables.apply(commands, now());
            return true;
        });
    }

    @Override
    public boolean steer(Instance seen, Steering steering, List<NewEvent> events) {
        return locked(() -> {
            MemoryRow row = rows.get(seen.key());
            if (row == null || !row.mayBeSteered(seen, steering)) {
                return false;
            }
            if (!seen.pointer().equals(steering.pointer())) {
                tables.apply(List.of(ReleasePermits.allOf(seen.key())), now());
            }
            row.steer(steering, events, now());
            return true;
        });
    }

    @Override
    public <R> Optional<R> administer(String key, StoreCall<R> call, List<NewEvent> events) {
        return locked(() -> Optional.ofNullable(rows.get(key)).map(row -> {
            R answer = MemoryTables.cast(tables.administer(call));
            row.tell(events, now());
            return answer;
        }));
    }

    @Override
    public <R> R administer(StoreCall<R> call) {
        return locked(() -> MemoryTables.cast(tables.administer(call)));
    }

    @Override
    public boolean retryNow(String key) {
        return locked(() -> {
            MemoryRow row = rows.get(key);
            return row != null && row.retryNow(now());
        });
    }

    @Override
    public List<DurableEvent> events(String key, long afterSeq, int limit) {
        return locked(() -> Optional.ofNullable(rows.get(key)).stream()
                .flatMap(row -> row.events().stream())
                .filter(event -> event.seq() > afterSeq)
                .limit(Math.max(0, limit))
                .toList());
    }

    @Override
    public List<Run> runs(String key, int limit) {
        return locked(() -> Optional.ofNullable(rows.get(key))
                .map(row -> row.log().newest(limit))
                .orElse(List.of()));
    }

    @Override
    public List<OutboxEntry> outbox(int limit) {
        return locked(() -> outbox.waiting(limit));
    }

    @Override
    public void outboxResult(String notificationId, boolean delivered) {
        locked(() -> {
            outbox.result(notificationId, delivered);
            return notificationId;
        });
    }

    @Override
    public boolean takeLock(String name, String holder, Duration leaseFor) {
        return locked(() -> locks.take(name, holder, leaseFor, now()));
    }

    @Override
    public void releaseLock(String name, String holder) {
        locked(() -> {
            locks.release(name, holder);
            return name;
        });
    }

    @Override
    public List<TaskRow> tasks() {
        return locked(schedule::tasks);
    }

    @Override
    public Begin begin(TaskStart start) {
        return locked(() -> schedule.begin(start, now()));
    }

    @Override
    public boolean extend(TaskName name, String runId, Duration lockFor) {
        return locked(() -> schedule.extend(name, runId, lockFor, now()));
    }

    @Override
    public boolean end(TaskName name, String runId, Instant startedAt, TaskResult result, boolean locked) {
        return locked(() -> schedule.end(name, runId, startedAt, result, locked, now()));
    }

    @Override
    public boolean clear(TaskName name, String runId, String by) {
        return locked(() -> schedule.clear(name, runId, by, now()));
    }

    @Override
    public Optional<Instant> countedTo(String key) {
        return locked(() -> traffic.countedTo(key));
    }

    @Override
    public boolean count(String key, Optional<Instant> seen, Instant countedTo, List<TrafficInterval> intervals) {
        return locked(() -> traffic.count(key, seen, countedTo, intervals));
    }

    @Override
    public List<TrafficInterval> traffic(String key, Instant from, Instant to) {
        return locked(() -> traffic.between(key, from, to));
    }

    @Override
    public int forgetTraffic(Instant before) {
        return locked(() -> traffic.forget(before));
    }

    @Override
    public boolean addBackup(BackupRecord record) {
        return locked(() -> backups.add(record));
    }

    @Override
    public boolean updateBackup(BackupRecord seen, BackupProgress progress) {
        return locked(() -> backups.update(seen, progress));
    }

    @Override
    public List<BackupRecord> openBackups(Optional<BackupId> after, int limit) {
        return locked(() -> backups.open(after, limit));
    }

    @Override
    public List<BackupRecord> backupsOf(String key, int limit) {
        return locked(() -> backups.of(key, limit));
    }

    @Override
    public int forgetBackups(Instant before) {
        return locked(() -> backups.forget(before));
    }

    @Override
    public void saveSchedule(String key, Optional<BackupSchedule> schedule) {
        locked(() -> {
            backups.save(key, schedule);
            return key;
        });
    }

    @Override
    public List<Scheduled> schedules(String afterKey, int limit) {
        return locked(() -> backups.schedules(afterKey, limit));
    }

    @Override
    public Optional<BackupSchedule> schedule(String key) {
        return locked(() -> backups.schedule(key));
    }

    private boolean mayRepair(String key, List<String> states) {
        MemoryRow row = rows.get(key);
        return row != null && row.isFreeIn(states);
    }

    private boolean isAtRest(String key) {
        MemoryRow row = rows.get(key);
        return row == null || row.isAtRest();
    }

    private MemoryRow row(Fence fence) {
        return held(fence).orElseThrow(() -> new LeaseLostException(fence));
    }

    private Optional<MemoryRow> held(Fence fence) {
        return Optional.ofNullable(rows.get(fence.key())).filter(row -> row.isHeldBy(fence));
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}

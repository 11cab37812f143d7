package dev.vmlifecycle.vm;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.OutboxEntry;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A store as one process sees it: once that process is dead, nothing of it reaches the store any more. */
final class MortalStore implements EngineStore, ScheduleStore {
    private final EngineStore store;
    private final Runnable live;

    MortalStore(EngineStore store, Runnable live) {
        this.store = store;
        this.live = live;
    }

    private EngineStore alive() {
        live.run();
        return store;
    }

    @Override
    public Instant now() {
        return alive().now();
    }

    @Override
    public boolean insert(NewInstance instance) {
        return alive().insert(instance);
    }

    @Override
    public Optional<Instance> find(String key) {
        return alive().find(key);
    }

    @Override
    public List<Instance> list(String afterKey, int limit) {
        return alive().list(afterKey, limit);
    }

    @Override
    public List<Instance> claim(String owner, int max, Duration leaseFor) {
        return alive().claim(owner, max, leaseFor);
    }

    @Override
    public Optional<Instant> nextDue() {
        return alive().nextDue();
    }

    @Override
    public List<Fence> renew(Collection<Fence> claims, Duration leaseFor) {
        return alive().renew(claims, leaseFor);
    }

    @Override
    public void saveCheckpoint(Fence fence, Optional<String> checkpoint) {
        alive().saveCheckpoint(fence, checkpoint);
    }

    @Override
    public <R> R call(Fence fence, StoreCall<R> call) {
        return alive().call(fence, call);
    }

    @Override
    public <R> R ask(StoreCall<R> call) {
        return alive().ask(call);
    }

    @Override
    public Instance commit(Fence fence, StepCommit commit) {
        return alive().commit(fence, commit);
    }

    @Override
    public void release(Fence fence) {
        alive().release(fence);
    }

    @Override
    public boolean request(Instance seen, Request request, List<NewEvent> events) {
        return alive().request(seen, request, events);
    }

    @Override
    public boolean delete(String key, Optional<Instance> seen, List<StoreCommand> commands) {
        return alive().delete(key, seen, commands);
    }

    @Override
    public <R> Optional<R> administer(String key, StoreCall<R> call, List<NewEvent> events) {
        return alive().administer(key, call, events);
    }

    @Override
    public <R> R administer(StoreCall<R> call) {
        return alive().administer(call);
    }

    @Override
    public boolean steer(Instance seen, Steering steering, List<NewEvent> events) {
        return alive().steer(seen, steering, events);
    }

    @Override
    public boolean retryNow(String key) {
        return alive().retryNow(key);
    }

    @Override
    public List<DurableEvent> events(String key, long afterSeq, int limit) {
        return alive().events(key, afterSeq, limit);
    }

    @Override
    public List<Run> runs(String key, int limit) {
        return alive().runs(key, limit);
    }

    @Override
    public List<OutboxEntry> outbox(int limit) {
        return alive().outbox(limit);
    }

    @Override
    public void outboxResult(String notificationId, boolean delivered) {
        alive().outboxResult(notificationId, delivered);
    }

    private ScheduleStore schedule() {
        return (ScheduleStore) alive();
    }

    @Override
    public List<TaskRow> tasks() {
        return schedule().tasks();
    }

    @Override
    public Begin begin(TaskStart start) {
        return schedule().begin(start);
    }

    @Override
    public boolean extend(TaskName name, String runId, Duration lockFor) {
        return schedule().extend(name, runId, lockFor);
    }

    @Override
    public boolean end(TaskName name, String runId, Instant startedAt, TaskResult result, boolean locked) {
        return schedule().end(name, runId, startedAt, result, locked);
    }

    @Override
    public boolean clear(TaskName name, String runId, String by) {
        return schedule().clear(name, runId, by);
    }
}

package dev.vmlifecycle.examples.quickstart;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keeps rows until the planned crash. */
record CrashingStore(EngineStore rows, Crash crash) implements EngineStore {

    @Override
    public void saveCheckpoint(Fence fence, Optional<String> checkpoint) {
        crash.beforeRecording();
        rows.saveCheckpoint(fence, checkpoint);
    }

    @Override
    public Instance commit(Fence fence, StepCommit commit) {
        crash.beforeRecording();
        return rows.commit(fence, commit);
    }

    @Override
    public Instant now() {
        return rows.now();
    }

    @Override
    public boolean insert(NewInstance instance) {
        return rows.insert(instance);
    }

    @Override
    public Optional<Instance> find(String key) {
        return rows.find(key);
    }

    @Override
    public List<Instance> list(String afterKey, int limit) {
        return rows.list(afterKey, limit);
    }

    @Override
    public List<Instance> claim(String owner, int max, Duration leaseFor) {
        return rows.claim(owner, max, leaseFor);
    }

    @Override
    public Optional<Instant> nextDue() {
        return rows.nextDue();
    }

    @Override
    public List<Fence> renew(Collection<Fence> claims, Duration leaseFor) {
        return rows.renew(claims, leaseFor);
    }

    @Override
    public <R> R call(Fence fence, StoreCall<R> call) {
        return rows.call(fence, call);
    }

    @Override
    public <R> R ask(StoreCall<R> call) {
        return rows.ask(call);
    }

    @Override
    public void release(Fence fence) {
        rows.release(fence);
    }

    @Override
    public boolean request(Instance seen, Request request, List<NewEvent> events) {
        return rows.request(seen, request, events);
    }

    @Override
    public boolean delete(String key, Optional<Instance> seen, List<StoreCommand> commands) {
        return rows.delete(key, seen, commands);
    }

    @Override
    public <R> Optional<R> administer(String key, StoreCall<R> call, List<NewEvent> events) {
        return rows.administer(key, call, events);
    }

    @Override
    public <R> R administer(StoreCall<R> call) {
        return rows.administer(call);
    }

    @Override
    public boolean steer(Instance seen, Steering steering, List<NewEvent> events) {
        return rows.steer(seen, steering, events);
    }

    @Override
    public boolean retryNow(String key) {
        return rows.retryNow(key);
    }

    @Override
    public List<DurableEvent> events(String key, long afterSeq, int limit) {
        return rows.events(key, afterSeq, limit);
    }

    @Override
    public List<Run> runs(String key, int limit) {
        return rows.runs(key, limit);
    }

    @Override
    public List<OutboxEntry> outbox(int limit) {
        return rows.outbox(limit);
    }

    @Override
    public void outboxResult(String notificationId, boolean delivered) {
        rows.outboxResult(notificationId, delivered);
    }
}

package dev.vmlifecycle.engine.testing;

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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process's way to its store: the process dies at the point it is told, and from then on reaches nothing. */
final class MortalStore implements EngineStore {
    private final EngineStore rows;
    private @Nullable CrashPoint deadly;
    private int passages;
    private boolean dead;

    MortalStore(EngineStore rows) {
        this.rows = rows;
    }

    /** Arms a point; the n-th passage from now on is the last. */
    void dieAt(CrashPoint point, int passage) {
        deadly = point;
        passages = passage;
    }

    void live() {
        deadly = null;
    }

    private void pass(CrashPoint point) {
        requireAlive();
        if (point == deadly && --passages == 0) {
            dead = true;
            throw new SimulatedCrash(point.toString());
        }
    }

    private EngineStore requireAlive() {
        if (dead) {
            throw new SimulatedCrash("before");
        }
        return rows;
    }

    private <T> T between(CrashPoint before, CrashPoint after, Supplier<T> work) {
        pass(before);
        T answer = work.get();
        pass(after);
        return answer;
    }

    @Override
    public List<Instance> claim(String owner, int max, Duration leaseFor) {
        return between(CrashPoint.BEFORE_CLAIM, CrashPoint.AFTER_CLAIM, () -> rows.claim(owner, max, leaseFor));
    }

    @Override
    public void saveCheckpoint(Fence fence, Optional<String> checkpoint) {
        between(CrashPoint.BEFORE_CHECKPOINT, CrashPoint.AFTER_CHECKPOINT, () -> {
            rows.saveCheckpoint(fence, checkpoint);
            return fence;
        });
    }

    @Override
    public <R> R call(Fence fence, StoreCall<R> call) {
        return between(CrashPoint.BEFORE_CALL, CrashPoint.AFTER_CALL, () -> rows.call(fence, call));
    }

    @Override
    public Instance commit(Fence fence, StepCommit commit) {
        return between(CrashPoint.BEFORE_COMMIT, CrashPoint.AFTER_COMMIT, () -> rows.commit(fence, commit));
    }

    @Override
    public void release(Fence fence) {
        between(CrashPoint.BEFORE_RELEASE, CrashPoint.AFTER_RELEASE, () -> {
            rows.release(fence);
            return fence;
        });
    }

    @Override
    public Instant now() {
        return requireAlive().now();
    }

    @Override
    public boolean insert(NewInstance instance) {
        return requireAlive().insert(instance);
    }

    @Override
    public Optional<Instance> find(String key) {
        return requireAlive().find(key);
    }

    @Override
    public List<Instance> list(String afterKey, int limit) {
        return requireAlive().list(afterKey, limit);
    }

    @Override
    public <R> R ask(StoreCall<R> call) {
        return requireAlive().ask(call);
    }

    @Override
    public boolean request(Instance seen, Request request, List<NewEvent> events) {
        return requireAlive().request(seen, request, events);
    }

    @Override
    public boolean steer(Instance seen, Steering steering, List<NewEvent> events) {
        return requireAlive().steer(seen, steering, events);
    }

    @Override
    public boolean delete(String key, Optional<Instance> seen, List<StoreCommand> commands) {
        return requireAlive().delete(key, seen, commands);
    }

    @Override
    public <R> Optional<R> administer(String key, StoreCall<R> call, List<NewEvent> events) {
        return requireAlive().administer(key, call, events);
    }

    @Override
    public <R> R administer(StoreCall<R> call) {
        return requireAlive().administer(call);
    }

    @Override
    public boolean retryNow(String key) {
        return requireAlive().retryNow(key);
    }

    @Override
    public List<DurableEvent> events(String key, long afterSeq, int limit) {
        return requireAlive().events(key, afterSeq, limit);
    }

    @Override
    public List<Run> runs(String key, int limit) {
        return requireAlive().runs(key, limit);
    }

    @Override
    public Optional<Instant> nextDue() {
        return requireAlive().nextDue();
    }

    @Override
    public List<Fence> renew(Collection<Fence> claims, Duration leaseFor) {
        return requireAlive().renew(claims, leaseFor);
    }

    @Override
    public List<OutboxEntry> outbox(int limit) {
        return requireAlive().outbox(limit);
    }

    @Override
    public void outboxResult(String notificationId, boolean delivered) {
        requireAlive().outboxResult(notificationId, delivered);
    }
}

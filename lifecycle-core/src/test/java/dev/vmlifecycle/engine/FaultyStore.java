package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Tells a hook before and after each write of another store; the hook may throw, as a dying process or database would. */
final class FaultyStore implements EngineStore {

    private final EngineStore inner;
    private volatile Consumer<String> hook = point -> {};
    private volatile Function<List<FencedCommit>, List<CommitAnswer>> group = commits -> List.of();

    FaultyStore(EngineStore inner) {
        this.inner = inner;
    }

    void at(Consumer<String> points) {
        hook = points;
    }

    /** What becomes of commits that come together: answers of its own, or none and they are committed. */
    void group(Function<List<FencedCommit>, List<CommitAnswer>> answers) {
        group = answers;
    }

    @Override
    public List<CommitAnswer> commitAll(List<FencedCommit> commits) {
        List<CommitAnswer> own = group.apply(commits);
        return own.isEmpty() ? EngineStore.super.commitAll(commits) : own;
    }

    @Override
    public Instant now() {
        hook.accept("now");
        return inner.now();
    }

    @Override
    public boolean insert(NewInstance instance) {
        return inner.insert(instance);
    }

    @Override
    public Optional<Instance> find(String key) {
        return inner.find(key);
    }

    @Override
    public List<Instance> list(String afterKey, int limit) {
        return inner.list(afterKey, limit);
    }

    @Override
    public List<Instance> claim(String owner, int max, Duration leaseFor) {
        hook.accept("before claim");
        List<Instance> claimed = inner.claim(owner, max, leaseFor);
        hook.accept("after claim");
        return claimed;
    }

    @Override
    public Optional<Instant> nextDue() {
        return inner.nextDue();
    }

    @Override
    public List<Fence> renew(Collection<Fence> claims, Duration leaseFor) {
        hook.accept("renew");
        return inner.renew(claims, leaseFor);
    }

    @Override
    public void saveCheckpoint(Fence fence, Optional<String> checkpoint) {
        hook.accept("before checkpoint");
        inner.saveCheckpoint(fence, checkpoint);
        hook.accept("after checkpoint");
    }

    @Override
    public <R> R call(Fence fence, StoreCall<R> call) {
        return inner.call(fence, call);
    }

    @Override
    public <R> R ask(StoreCall<R> call) {
        return inner.ask(call);
    }

    @Override
    public Instance commit(Fence fence, StepCommit commit) {
        hook.accept("before commit");
        Instance after = inner.commit(fence, commit);
        hook.accept("after commit");
        return after;
    }

    @Override
    public void release(Fence fence) {
        hook.accept("release");
        inner.release(fence);
    }

    @Override
    public boolean request(Instance seen, Request request, List<NewEvent> events) {
        return inner.request(seen, request, events);
    }

    @Override
    public boolean delete(String key, Optional<Instance> seen, List<StoreCommand> commands) {
        return inner.delete(key, seen, commands);
    }

    @Override
    public <R> Optional<R> administer(String key, StoreCall<R> call, List<NewEvent> events) {
        return inner.administer(key, call, events);
    }

    @Override
    public <R> R administer(StoreCall<R> call) {
        return inner.administer(call);
    }

    @Override
    public boolean steer(Instance seen, Steering steering, List<NewEvent> events) {
        return inner.steer(seen, steering, events);
    }

    @Override
    public boolean retryNow(String key) {
        return inner.retryNow(key);
    }

    @Override
    public List<DurableEvent> events(String key, long afterSeq, int limit) {
        return inner.events(key, afterSeq, limit);
    }

    @Override
    public List<Run> runs(String key, int limit) {
        return inner.runs(key, limit);
    }

    @Override
    public List<OutboxEntry> outbox(int limit) {
        return inner.outbox(limit);
    }

    @Override
    public void outboxResult(String notificationId, boolean delivered) {
        inner.outboxResult(notificationId, delivered);
    }
}

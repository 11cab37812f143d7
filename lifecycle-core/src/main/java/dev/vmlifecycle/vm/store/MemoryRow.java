package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.LogCursor;
import dev.vmlifecycle.engine.Instance.Pointer;
import dev.vmlifecycle.engine.Instance.Tries;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.NewInstance;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StepError;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One subject in memory, with its history. Guarded by the store's lock. */
final class MemoryRow {
    private final String key;
    private final List<DurableEvent> events = new ArrayList<>();
    private final MemoryRunLog log;

    private Pointer pointer;
    private Tries tries;
    private long epoch;
    private Optional<String> owner = Optional.empty();
    private Optional<Instant> leaseUntil = Optional.empty();
    private Optional<Instant> dueAt;
    private Optional<String> checkpoint = Optional.empty();
    private String subject;
    private Optional<StepError> lastError = Optional.empty();
    private Optional<String> hold = Optional.empty();
    private boolean needsAttention;
    private Optional<Request> request = Optional.empty();
    private long requestSeq;
    private long lastCommit;

    MemoryRow(NewInstance instance, Instant now) {
        this.key = instance.key();
        this.log = new MemoryRunLog(key);
        this.pointer = new Pointer(instance.pipeline(), instance.state(), instance.definitionVersion());
        this.tries = new Tries(0, 0, 0, now);
        this.subject = instance.subject();
        this.dueAt = Optional.of(now.plusMillis(instance.dueIn().toMillis()));
        append(instance.events(), now);
    }

    String key() {
        return key;
    }

    MemoryRunLog log() {
        return log;
    }

    List<DurableEvent> events() {
        return List.copyOf(events);
    }

    /** At rest in one of these states, and nobody has or wants anything of it. */
    boolean isFreeIn(List<String> states) {
        return dueAt.isEmpty()
                && hold.isEmpty()
                && request.isEmpty()
                && owner.isEmpty()
                && states.contains(pointer.state());
    }

    Instance snapshot() {
        return new Instance(
                key,
                pointer,
                tries,
                new Instance.Lease(epoch, owner, leaseUntil),
                dueAt,
                checkpoint,
                subject,
                lastError,
                hold,
                needsAttention,
                request,
                new LogCursor(log.lastRun(), log.foldKey(), events.size(), lastCommit));
    }

    boolean isHeldBy(Fence fence) {
        return epoch == fence.epoch() && owner.equals(Optional.of(fence.owner()));
    }

    Instant due() {
        return dueAt.orElse(Instant.MAX);
    }

    /** When the row can be claimed: its due time or, if later, the end of its lease. */
    Optional<Instant> claimableAt() {
        if (hold.isPresent() && !preempted()) {
            return Optional.empty();
        }
        return dueAt.map(due -> leaseUntil.filter(due::isBefore).orElse(due));
    }

    Instance claim(String claimant, Instant until) {
        epoch++;
        owner = Optional.of(claimant);
        leaseUntil = Optional.of(until);
        tries = new Tries(tries.attempt() + 1, tries.waits(), tries.failures(), tries.since());
        return snapshot();
    }

    void renew(Instant until) {
        leaseUntil = Optional.of(until);
    }

    void release() {
        owner = Optional.empty();
        leaseUntil = Optional.empty();
    }

    void checkpoint(Optional<String> text) {
        checkpoint = text;
    }

    /** Whether the row's last commit is this one, made under this claim. */
    boolean has(Fence fence, StepCommit commit) {
        boolean stillOurs =
                epoch == fence.epoch() && owner.map(fence.owner()::equals).orElse(true);
        return stillOurs && commit.number() == lastCommit;
    }

    void check(StepCommit commit) {
        if (commit.number() != lastCommit + 1) {
            throw new IllegalArgumentException(
                    "commit of " + key + ": number " + commit.number() + " (expected: " + (lastCommit + 1) + ")");
        }
        commit.run().ifPresent(log::check);
    }

    void commit(StepCommit commit, Instant now) {
        lastCommit = commit.number();
        pointer = commit.pointer();
        Tries next = commit.tries();
        tries = new Tries(next.attempt(), next.waits(), next.failures(), commit.restart() ? now : tries.since());
        checkpoint = commit.checkpoint();
        subject = commit.subject().orElse(subject);
        lastError = commit.lastError();
        hold = commit.hold();
        needsAttention = commit.needsAttention();
        request = request.filter(standing -> !commit.consumes().equals(Optional.of(standing.id())));
        dueAt = canStart(commit.dueIn().isEmpty()) ? Optional.of(now) : dueAt(commit, now);
        if (commit.leaseFor().isZero()) {
            release();
        } else {
            leaseUntil = Optional.of(now.plusMillis(commit.leaseFor().toMillis()));
        }
        commit.run().ifPresent(log::write);
        append(commit.events(), now);
    }

    /** Nobody has it, and nobody wants anything of it. */
    boolean isIdle() {
        return owner.isEmpty() && request.isEmpty();
    }

    boolean standsAsIn(Instance seen) {
        return pointer.equals(seen.pointer())
                && epoch == seen.lease().epoch()
                && request.map(Request::id).equals(seen.request().map(Request::id));
    }

    void request(Request asked, List<NewEvent> told, Instant now) {
        requestSeq++;
        request = Optional.of(
                new Request(requestSeq, asked.pipeline(), asked.preempts(), asked.payload(), asked.by(), now));
        if (canStart(dueAt.isEmpty())) {
            dueAt = Optional.of(dueAt.filter(due -> due.isBefore(now)).orElse(now));
        }
        append(told, now);
    }

    void tell(List<NewEvent> told, Instant now) {
        append(told, now);
    }

    boolean retryNow(Instant now) {
        if (dueAt.isEmpty() || hold.isPresent()) {
            return false;
        }
        dueAt = dueAt.filter(due -> due.isBefore(now)).or(() -> Optional.of(now));
        return true;
    }

    /** A row that stays claimed and is due all the time keeps its place in the queue. */
    private Optional<Instant> dueAt(StepCommit commit, Instant now) {
        boolean atOnce = commit.dueIn().filter(Duration::isZero).isPresent();
        boolean keepsPlace = atOnce
                && !commit.leaseFor().isZero()
                && dueAt.filter(due -> !due.isAfter(now)).isPresent();
        return keepsPlace ? dueAt : commit.dueIn().map(in -> now.plusMillis(in.toMillis()));
    }

    private boolean canStart(boolean notDue) {
        return preempted() || (request.isPresent() && notDue && hold.isEmpty());
    }

    private boolean preempted() {
        return request.filter(Request::preempts).isPresent();
    }

    private void append(List<NewEvent> added, Instant now) {
        for (NewEvent event : added) {
            events.add(new DurableEvent(key, events.size() + 1L, now, event.type(), event.text()));
        }
    }
}

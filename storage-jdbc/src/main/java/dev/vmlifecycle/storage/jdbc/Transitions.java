package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Instance.Lease;
import dev.vmlifecycle.engine.Instance.LogCursor;
import dev.vmlifecycle.engine.Instance.Tries;
import dev.vmlifecycle.engine.Pause;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.RunWrite;
import dev.vmlifecycle.engine.StepCommit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How a row looks after a commit or a request: arithmetic on values, without SQL. */
final class Transitions {

    private Transitions() {}

    static Instance committed(Instance before, StepCommit commit, Instant now) {
        Optional<Request> request =
                before.request().filter(standing -> !commit.consumes().equals(Optional.of(standing.id())));
        boolean starts = canStart(request, before.pause(), commit.dueIn().isEmpty(), commit.hold());
        return new Instance(
                before.key(),
                commit.pointer(),
                tries(before, commit, now),
                lease(before, commit, now),
                starts ? Optional.of(now) : dueAt(before, commit, now),
                commit.checkpoint(),
                commit.subject().orElse(before.subject()),
                commit.lastError(),
                commit.hold(),
                commit.needsAttention(),
                request,
                before.pause(),
                new LogCursor(
                        commit.run().map(RunWrite::number).orElse(before.log().lastRun()),
                        commit.run().isPresent()
                                ? commit.run().get().foldKey()
                                : before.log().foldKey(),
                        before.log().lastEvent() + commit.events().size(),
                        commit.number()));
    }

    static Instance requested(Instance before, Request request, int events, Instant now) {
        boolean starts =
                canStart(Optional.of(request), before.pause(), before.dueAt().isEmpty(), before.hold());
        // a row that is overdue keeps its place in the queue
        Optional<Instant> atOnce =
                Optional.of(before.dueAt().filter(due -> due.isBefore(now)).orElse(now));
        return new Instance(
                before.key(),
                before.pointer(),
                before.tries(),
                before.lease(),
                starts ? atOnce : before.dueAt(),
                before.checkpoint(),
                before.subject(),
                before.lastError(),
                before.hold(),
                before.needsAttention(),
                Optional.of(request),
                before.pause(),
                new LogCursor(
                        before.log().lastRun(),
                        before.log().foldKey(),
                        before.log().lastEvent() + events,
                        before.log().lastCommit()));
    }

    static Instance due(Instance row, Optional<Instant> at) {
        return new Instance(
                row.key(),
                row.pointer(),
                row.tries(),
                row.lease(),
                at,
                row.checkpoint(),
                row.subject(),
                row.lastError(),
                row.hold(),
                row.needsAttention(),
                row.request(),
                row.pause(),
                row.log());
    }

    static Instance claimed(Instance before, String owner, Instant until) {
        Tries tries = before.tries();
        return new Instance(
                before.key(),
                before.pointer(),
                new Tries(tries.attempt() + 1, tries.waits(), tries.failures(), tries.since()),
                new Lease(before.lease().epoch() + 1, Optional.of(owner), Optional.of(until)),
                before.dueAt(),
                before.checkpoint(),
                before.subject(),
                before.lastError(),
                before.hold(),
                before.needsAttention(),
                before.request(),
                before.pause(),
                before.log());
    }

    /** A row that stays claimed and is due all the time keeps its place in the queue. */
    private static Optional<Instant> dueAt(Instance before, StepCommit commit, Instant now) {
        boolean atOnce = commit.dueIn().filter(Duration::isZero).isPresent();
        boolean keepsPlace = atOnce
                && !commit.leaseFor().isZero()
                && before.dueAt().filter(due -> !due.isAfter(now)).isPresent();
        return keepsPlace ? before.dueAt() : commit.dueIn().map(in -> now.plusMillis(in.toMillis()));
    }

    private static boolean canStart(
            Optional<Request> request, Optional<Pause> pause, boolean notDue, Optional<String> hold) {
        return pause.isEmpty()
                && request.filter(one -> one.preempts() || (notDue && hold.isEmpty()))
                        .isPresent();
    }

    private static Tries tries(Instance before, StepCommit commit, Instant now) {
        Tries next = commit.tries();
        Instant since = commit.restart() ? now : before.tries().since();
        return new Tries(next.attempt(), next.waits(), next.failures(), since);
    }

    private static Lease lease(Instance before, StepCommit commit, Instant now) {
        long epoch = before.lease().epoch();
        return commit.leaseFor().isZero()
                ? new Lease(epoch, Optional.empty(), Optional.empty())
                : new Lease(
                        epoch,
                        before.lease().owner(),
                        Optional.of(now.plusMillis(commit.leaseFor().toMillis())));
    }
}

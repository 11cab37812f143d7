package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a verdict leaves a subject.
 *
 * @param pointer where it stands
 * @param tries the counters
 * @param announces whether another step than the one before is announced, so that its time begins
 * @param dueIn when to look again; empty = at rest
 * @param keepsNotes whether the checkpoint still belongs to what comes next
 * @param error the standing error
 * @param attention whether a human is called
 * @param status how the run stands
 * @param goesOn whether more can run at once, under the same lease
 */
record Next(
        Instance.Pointer pointer,
        Instance.Tries tries,
        boolean announces,
        Optional<Duration> dueIn,
        boolean keepsNotes,
        Optional<StepError> error,
        boolean attention,
        RunStatus status,
        boolean goesOn) {

    /**
     * A step that was gone back to by the row after it leaves that row's failures standing: a circle of the two must slow down and
     * call for a human like any other failure.
     */
    static Next advanced(Move.Run<?> move, Instance row) {
        Pipeline<?> pipeline = move.pipeline();
        String state = move.nextState();
        boolean ends = pipeline.isRest(state);
        boolean circling =
                row.lastError().isPresent() && pipeline.goesBackTo(move.row().state(), state);
        return new Next(
                new Instance.Pointer(pipeline.name(), state, pipeline.version()),
                circling ? new Instance.Tries(1, 0, row.tries().failures(), Instant.EPOCH) : fresh(ends ? 0 : 1),
                true,
                ends ? Optional.empty() : Optional.of(Duration.ZERO),
                false,
                circling ? row.lastError() : Optional.empty(),
                circling && row.needsAttention(),
                ends ? RunStatus.SUCCESS : RunStatus.WAITING,
                !ends);
    }

    /** Standing in a queue is no wait of the step's own: its polls and checks begin when it has its permit. */
    static Next waiting(Instance row, StepResult.Waiting waiting, boolean queued) {
        Instance.Tries tries = row.tries();
        int waits = tries.waits() + (queued ? 0 : 1);
        return new Next(
                row.pointer(),
                new Instance.Tries(tries.attempt(), waits, tries.failures(), tries.since()),
                false,
                Optional.of(waiting.pollAfter().isNegative() ? Duration.ZERO : waiting.pollAfter()),
                true,
                row.lastError(),
                row.needsAttention(),
                RunStatus.WAITING,
                false);
    }

    /** Going back announces an earlier step, which has no notes of its own yet. */
    static Next failed(Instance row, StepResult.Failed failed, Duration delay, boolean attention) {
        Instance.Tries tries = row.tries();
        Instance.Pointer at = row.pointer();
        boolean back = failed.returnTo().isPresent();
        return new Next(
                new Instance.Pointer(at.pipeline(), failed.returnTo().orElse(at.state()), at.definitionVersion()),
                new Instance.Tries(
                        back ? 1 : tries.attempt(), back ? 0 : tries.waits(), tries.failures() + 1, tries.since()),
                back,
                Optional.of(delay),
                !back,
                Optional.of(failed.error()),
                attention,
                RunStatus.WAITING,
                false);
    }

    /** The notes stay: whoever resolves the halt must see what was under way. */
    static Next halted(Pipeline<?> pipeline, StepResult.Halted halted) {
        return new Next(
                new Instance.Pointer(pipeline.name(), halted.state(), pipeline.version()),
                fresh(0),
                true,
                Optional.empty(),
                true,
                Optional.of(halted.error()),
                true,
                RunStatus.ERROR,
                false);
    }

    /** Whether the subject comes to rest. */
    boolean ends() {
        return dueIn.isEmpty();
    }

    /** Counters of a step just announced; the store fills in the time. */
    static Instance.Tries fresh(int attempt) {
        return new Instance.Tries(attempt, 0, 0, Instant.EPOCH);
    }
}

package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Micro-step: what is to be written, computed from the row before, the verdict and the clock. Pure.
 */
final class CommitPlan {

    private final EngineSettings.Pace pace;
    private final Duration lease;

    CommitPlan(EngineSettings.Pace pace, Duration lease) {
        this.pace = pace;
        this.lease = lease;
    }

    StepCommit of(Claim claim, Move.Run<?> move, Outcome outcome, Instant now) {
        Instance row = claim.instance();
        Next next = next(row, move, outcome);
        RunWrite run = new RunLines(claim, now).of(move.row().label(), outcome, next);
        Effects effects = outcome.effects();
        return new StepCommit(
                number(row),
                next.pointer(),
                next.tries(),
                next.announces(),
                next.dueIn(),
                next.keepsNotes() ? outcome.checkpoint() : Optional.empty(),
                effects.subject(),
                next.error(),
                Optional.empty(),
                next.attention(),
                Optional.empty(),
                next.goesOn() ? lease : Duration.ZERO,
                Optional.of(run),
                effects.events(),
                effects.notifications(),
                effects.commands());
    }

    StepCommit start(Instance row, Pipeline<?> pipeline, Request request, RequestApplier.Start start) {
        String state = start.state().orElse(pipeline.initialState());
        boolean rests = pipeline.isRest(state);
        return new StepCommit(
                number(row),
                new Instance.Pointer(pipeline.name(), state, pipeline.version()),
                Next.fresh(1),
                true,
                rests ? Optional.empty() : Optional.of(Duration.ZERO),
                Optional.empty(),
                Optional.of(start.subject()),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(request.id()),
                rests ? Duration.ZERO : lease,
                Optional.empty(),
                start.events(),
                List.of(),
                start.commands());
    }

    StepCommit hold(Claim claim, String reason, Instant now) {
        Instance row = claim.instance();
        RunWrite run = new RunLines(claim, now).hold(reason);
        return standstill(row, Optional.of(Duration.ZERO), Optional.of(reason), true, Optional.of(run));
    }

    StepCommit rest(Instance row) {
        return standstill(row, Optional.empty(), Optional.empty(), row.needsAttention(), Optional.empty());
    }

    private static StepCommit standstill(
            Instance row, Optional<Duration> dueIn, Optional<String> hold, boolean attention, Optional<RunWrite> run) {
        return new StepCommit(
                number(row),
                row.pointer(),
                row.tries(),
                false,
                dueIn,
                row.checkpoint(),
                Optional.empty(),
                row.lastError(),
                hold,
                attention,
                Optional.empty(),
                Duration.ZERO,
                run,
                List.of(),
                List.of(),
                List.of());
    }

    private static long number(Instance row) {
        return row.log().lastCommit() + 1;
    }

    private Next next(Instance row, Move.Run<?> move, Outcome outcome) {
        StepResult result = outcome.result();
        if (result instanceof StepResult.Waiting waiting) {
            return Next.waiting(row, waiting);
        }
        if (result instanceof StepResult.Failed failed) {
            int failures = row.tries().failures() + 1;
            Duration delay = pace.delay(failures, failed.error().kind());
            boolean attention = row.needsAttention() || pace.isAlarming(failures);
            return Next.failed(row, failed, delay, attention);
        }
        if (result instanceof StepResult.Halted halted) {
            return Next.halted(move.pipeline(), halted);
        }
        return Next.advanced(move, row);
    }
}

package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Micro-step: runs a row's body once and turns whatever happens into an {@link Outcome}.
 *
 * <p>Not caught, on purpose: errors of the virtual machine. They mean that this process is dying; the lease then runs out and
 * another one goes on.
 */
final class StepRunner<C> {

    private final EngineSettings<C> settings;

    StepRunner(EngineSettings<C> settings) {
        this.settings = settings;
    }

    /**
     * Runs the body on this thread.
     *
     * @throws LeaseLostException when another worker owns the subject by now
     * @throws InterruptedWorkException when the host interrupted the body; the thread's flag is set again
     */
    Outcome run(Claim claim, Move.Run<C> move) {
        Instant began = settings.clock().instant();
        claim.run(claim.run().begun(began));
        Attempt attempt = claim.begin(began, began.plus(settings.leasing().attemptTime(move.row())));
        AttemptContext context =
                new AttemptContext(settings, claim, attempt, move.row().label());
        StepResult answer = null;
        Throwable thrown = null;
        Optional<Attempt.CutOff> cut;
        try {
            answer = move.row().body().run(settings.context().apply(context));
        } catch (Throwable e) {
            // also errors of services and the checked exceptions of languages that do not check them
            if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
                throw fatal;
            }
            thrown = e;
        } finally {
            cut = claim.end(attempt);
        }
        rethrow(claim, thrown, cut);
        return answer != null ? answered(claim, move, context, answer) : failed(claim, move, context, thrown, cut);
    }

    /** A policy has no say while the step stands in a queue: it has not begun. */
    private Outcome answered(Claim claim, Move.Run<C> move, AttemptContext context, StepResult answer) {
        boolean queued = context.permits().isRefusal(answer);
        return new Outcome(
                queued ? answer : judge(claim, move, answer),
                context.checkpoint(),
                context.effects(),
                context.details(),
                context.permits().names(),
                queued);
    }

    private Outcome failed(
            Claim claim,
            Move.Run<C> move,
            AttemptContext context,
            @Nullable Throwable thrown,
            Optional<Attempt.CutOff> cut) {
        StepResult failed = new StepResult.Failed(errorOf(move.row(), thrown, cut), Optional.empty());
        StepResult verdict = thrown instanceof StoreException ? failed : judge(claim, move, failed);
        return new Outcome(
                verdict,
                context.checkpoint(),
                Effects.NONE,
                context.details(),
                context.permits().names(),
                false);
    }

    private static void rethrow(Claim claim, @Nullable Throwable thrown, Optional<Attempt.CutOff> cut) {
        if (thrown instanceof LeaseLostException lost) {
            throw lost;
        }
        if (thrown == null) {
            return;
        }
        claim.requireNotLost();
        if (cut.filter(Attempt.CutOff.SHUTDOWN::equals).isPresent()) {
            throw new InterruptedWorkException(thrown);
        }
        boolean byHost =
                thrown instanceof InterruptedException || Thread.currentThread().isInterrupted();
        if (byHost && cut.isEmpty()) {
            Thread.currentThread().interrupt();
            throw new InterruptedWorkException(thrown);
        }
    }

    private StepError errorOf(Row<C> row, @Nullable Throwable thrown, Optional<Attempt.CutOff> cut) {
        if (cut.isPresent()) {
            String time = TextFormat.span(settings.leasing().attemptTime(row));
            return StepError.of(ErrorKind.TRANSIENT, "cut off after " + time + " (expected: an end within that time)");
        }
        if (thrown == null) {
            return StepError.of(ErrorKind.BUG, "the step answered null (expected: a result)");
        }
        if (thrown instanceof StepFailure failure) {
            return failure.error();
        }
        if (thrown instanceof StoreException trouble) {
            return StepError.of(
                    trouble.isTransient() ? ErrorKind.TRANSIENT : ErrorKind.BUG, "store: " + trouble.getMessage());
        }
        return classify(thrown);
    }

    private StepError classify(Throwable thrown) {
        try {
            return settings.errors().classify(thrown);
        } catch (RuntimeException e) {
            return ErrorClassifier.bugs().classify(thrown);
        }
    }

    private StepResult judge(Claim claim, Move.Run<C> move, StepResult answer) {
        StepResult verdict = answer;
        var policies = move.row().policies();
        for (int inner = policies.size() - 1; inner >= 0; inner--) {
            RowPolicy policy = policies.get(inner);
            verdict = policy.judge(
                    verdict, claim.instance().tries(), settings.clock().instant());
        }
        return checked(move.pipeline(), verdict);
    }

    /** A verdict that names a state the pipeline does not have would strand the subject. */
    private static StepResult checked(Pipeline<?> pipeline, StepResult verdict) {
        if (verdict instanceof StepResult.Halted halted
                && !pipeline.haltStates().contains(halted.state())) {
            return StepResult.failed(
                    ErrorKind.BUG,
                    "halt state " + halted.state() + " (expected: one of " + pipeline.haltStates() + "): "
                            + halted.error());
        }
        if (verdict instanceof StepResult.Failed failed
                && failed.returnTo()
                        .filter(to -> pipeline.rowAfter(to).isEmpty())
                        .isPresent()) {
            return StepResult.failed(
                    ErrorKind.BUG,
                    "back to " + failed.returnTo().orElse("") + " (expected: the state of a row): " + failed.error());
        }
        return verdict;
    }
}

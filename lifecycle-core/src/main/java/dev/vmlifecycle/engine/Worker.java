package dev.vmlifecycle.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's micro-steps over its ports; no thread, no loop over subjects. A process may die between any two of them.
 *
 * <p>The protocol: a claim raises the row's epoch and makes a {@link Fence}. Every later write carries it. {@link #next} does
 * one thing to a claimed row; {@link #write} commits it, together with the announcement of the next step; the lease is kept while
 * the next step can run now and is otherwise given back in the same commit. So a row is always in one of three visible
 * conditions: claimed with a running lease, due at a time, or at rest or on hold.
 */
final class Worker<C> {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final EngineSettings<C> settings;
    private final ActiveClaims active;
    private final StepRunner<C> runner;
    private final Recorder recorder;
    private final RunTeller teller;
    private final CommitPlan plan;
    private final PermitTurns turns;

    Worker(EngineSettings<C> settings, ActiveClaims active, WakeUps wakeUps) {
        this.settings = settings;
        this.active = active;
        this.runner = new StepRunner<>(settings);
        this.recorder = new Recorder(settings);
        this.teller = new RunTeller(settings.listeners(), settings.pipelines());
        this.plan = new CommitPlan(settings.pace(), settings.leasing().lease());
        this.turns = new PermitTurns(settings.store(), wakeUps);
    }

    /** Micro-step: takes subjects that are due. */
    List<Claim> claim(int max) {
        EngineSettings.Leasing leasing = settings.leasing();
        List<Claim> claims = settings.store().claim(leasing.owner(), max, leasing.lease()).stream()
                .map(Claim::new)
                .toList();
        claims.forEach(active::add);
        return claims;
    }

    /**
     * Micro-step: does the next thing to a claimed subject, all but the writing of its result.
     *
     * @return the result, to be written and then {@link #settle}d
     */
    Result next(Claim claim) {
        Move<C> move = Move.of(settings.pipelines(), claim.instance());
        Result result;
        if (move instanceof Move.Run<C> run) {
            result = run(claim, run);
        } else if (move instanceof Move.Apply<C> apply) {
            result = apply(claim, apply.request());
        } else if (move instanceof Move.Hold<C> hold) {
            result = hold(claim, hold.reason());
        } else if (move instanceof Move.Stop<C> stop) {
            result = Result.of(claim, plan.stop(claim.instance(), stop.pause()));
        } else {
            // a row at rest that is due all the same (its state became an end in this version) would be claimed for
            // ever
            result = Result.of(claim, plan.rest(claim.instance()));
        }
        claim.requireNotLost();
        return result;
    }

    /** Micro-step: writes results of different subjects; answers each. */
    List<CommitAnswer> write(List<Result> results) {
        List<FencedCommit> commits = results.stream()
                .map(result -> new FencedCommit(result.claim().instance(), result.commit()))
                .toList();
        try {
            return undisturbed(() -> settings.store().commitAll(commits));
        } catch (RuntimeException e) {
            return commits.stream()
                    .<CommitAnswer>map(one -> new CommitAnswer.Failed(e))
                    .toList();
        }
    }

    /**
     * Micro-step: takes the answer to a result that was written, tries further when it failed, and tells the listeners.
     *
     * @return the report, one thing further; {@link Claim#isHeld} says whether there is more to do
     */
    WorkReport settle(Result result, CommitAnswer answer, WorkReport report) {
        if (answer instanceof CommitAnswer.Written written) {
            return recorded(result.claim(), result.commit(), written.row(), report);
        }
        return undisturbed(() -> settleAlone(result, answer, report));
    }

    /** Micro-step: gives a claim back; a store that is down gets it back when the lease runs out. */
    void release(Claim claim) {
        teller.broken(claim, claim.instance(), settings.clock().instant());
        try {
            settings.store().release(claim.fence());
        } catch (RuntimeException e) {
            LOG.warn("{}: not released, the lease will run out", claim.fence().key(), e);
        } finally {
            // last: whoever closes the engine waits for this before closing the store
            forget(claim);
        }
    }

    /** Takes a claim off the renewal list. */
    void forget(Claim claim) {
        active.remove(claim);
    }

    /** Stops working on a claim without touching the store. */
    void abandon(Claim claim) {
        teller.broken(claim, claim.instance(), settings.clock().instant());
    }

    private WorkReport settleAlone(Result result, CommitAnswer answer, WorkReport report) {
        Claim claim = result.claim();
        try {
            return recorded(claim, result.commit(), recordedAlone(claim, result.commit(), answer), report);
        } catch (LeaseLostException e) {
            throw e;
        } catch (RuntimeException e) {
            if (e instanceof StoreException store && store.isTransient()) {
                throw e;
            }
            StepCommit instead = result.otherwise(e);
            return recorded(claim, instead, recorder.record(claim, instead), report);
        }
    }

    private Instance recordedAlone(Claim claim, StepCommit commit, CommitAnswer answer) {
        if (!(answer instanceof CommitAnswer.Failed failed)) {
            return recorder.record(claim, commit);
        }
        if (failed.reason() instanceof StoreException trouble) {
            return recorder.recordAgain(claim, commit, trouble);
        }
        throw failed.reason();
    }

    private Result run(Claim claim, Move.Run<C> move) {
        teller.beginning(claim, settings.clock().instant());
        Outcome outcome = runner.run(claim, move);
        return new Result(claim, planned(claim, move, outcome), refusal -> {
            LOG.error(
                    "{}: the store refuses the result of {}",
                    claim.fence().key(),
                    move.row().label(),
                    refusal);
            StepError error = StepError.of(ErrorKind.BUG, "the result could not be recorded: " + refusal.getMessage());
            return planned(claim, move, outcome.asFailure(error));
        });
    }

    private StepCommit planned(Claim claim, Move.Run<C> move, Outcome outcome) {
        return plan.of(claim, move, outcome, settings.clock().instant());
    }

    private Result apply(Claim claim, Request request) {
        RequestApplier.Start start;
        try {
            start = settings.requests().apply(claim.instance(), request);
        } catch (RuntimeException e) {
            LOG.error("{}: request {} cannot be applied", claim.fence().key(), request.id(), e);
            return hold(claim, "request " + request.pipeline() + " cannot be applied: " + e.getMessage());
        }
        Optional<Pipeline<C>> pipeline = settings.pipelines().find(start.pipeline());
        if (pipeline.isEmpty()) {
            return hold(claim, "no pipeline " + start.pipeline() + " in this version");
        }
        if (start.state().filter(state -> !pipeline.get().has(state)).isPresent()) {
            return hold(
                    claim, "no state " + start.state().get() + " in pipeline " + start.pipeline() + " in this version");
        }
        teller.broken(claim, claim.instance(), settings.clock().instant());
        claim.run(RunCursor.none(true));
        return Result.of(claim, plan.start(claim.instance(), pipeline.get(), request, start));
    }

    private Result hold(Claim claim, String reason) {
        LOG.warn("{}: on hold: {}", claim.fence().key(), reason);
        return Result.of(claim, plan.hold(claim, reason, settings.clock().instant()));
    }

    /** The pause came in with the commit that gave the row back: it takes hold now, not when the row is due again. */
    private void stop(Instance after) {
        try {
            Optional<Pause> spent = after.pause().map(one -> new Pause(one.by(), one.at(), Optional.empty()));
            var unused = settings.store().steer(after, Steering.pausing(after, spent), List.of());
        } catch (RuntimeException e) {
            LOG.debug("{}: the pause takes hold when the row is due", after.key(), e);
        }
    }

    private WorkReport recorded(Claim claim, StepCommit commit, Instance after, WorkReport report) {
        Instance before = claim.instance();
        claim.moved(after, !commit.leaseFor().isZero());
        teller.committed(claim, before, commit, settings.clock().instant());
        turns.committed(commit.commands());
        if (!claim.isHeld() && after.isPaused() && after.hold().isEmpty()) {
            stop(after);
        }
        return report.recorded(commit);
    }

    /** The store may use interruptible channels, and a step's result must not be lost to a shutdown. */
    private static <T> T undisturbed(Supplier<T> writing) {
        boolean interrupted = Thread.interrupted();
        try {
            return writing.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package dev.vmlifecycle.engine;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's micro-steps over its ports; no thread, no loop over subjects. A process may die between any two of them.
 *
 * <p>The protocol: a claim raises the row's epoch and makes a {@link Fence}. Every later write carries it. {@link #advance}
 * does one thing to a claimed row and commits it, together with the announcement of the next step; the lease is kept while
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
     * Micro-step: does the next thing to a claimed subject and commits it.
     *
     * @return the report, one thing further; {@link Claim#isHeld} says whether there is more to do
     */
    WorkReport advance(Claim claim, WorkReport report) {
        Move<C> move = Move.of(settings.pipelines(), claim.instance());
        if (move instanceof Move.Run<C> run) {
            return run(claim, run, report);
        }
        if (move instanceof Move.Apply<C> apply) {
            return apply(claim, apply.request(), report);
        }
        if (move instanceof Move.Hold<C> hold) {
            return hold(claim, hold.reason(), report);
        }
        if (move instanceof Move.Stop<C> stop) {
            return commit(claim, plan.stop(claim.instance(), stop.pause()), report);
        }
        return rest(claim, report);
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

    private WorkReport run(Claim claim, Move.Run<C> move, WorkReport report) {
        teller.beginning(claim, settings.clock().instant());
        Outcome outcome = runner.run(claim, move);
        // The store may use interruptible channels, and the step's result must not be lost to a shutdown.
        boolean interrupted = Thread.interrupted();
        try {
            return record(claim, move, outcome, report);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private WorkReport record(Claim claim, Move.Run<C> move, Outcome outcome, WorkReport report) {
        try {
            return commit(claim, planned(claim, move, outcome), report);
        } catch (LeaseLostException e) {
            throw e;
        } catch (RuntimeException e) {
            if (e instanceof StoreException trouble && trouble.isTransient()) {
                throw e;
            }
            LOG.error(
                    "{}: the store refuses the result of {}",
                    claim.fence().key(),
                    move.row().label(),
                    e);
            StepError error = StepError.of(ErrorKind.BUG, "the result could not be recorded: " + e.getMessage());
            return commit(claim, planned(claim, move, outcome.asFailure(error)), report);
        }
    }

    private StepCommit planned(Claim claim, Move.Run<C> move, Outcome outcome) {
        return plan.of(claim, move, outcome, settings.clock().instant());
    }

    private WorkReport apply(Claim claim, Request request, WorkReport report) {
        RequestApplier.Start start;
        try {
            start = settings.requests().apply(claim.instance(), request);
        } catch (RuntimeException e) {
            LOG.error("{}: request {} cannot be applied", claim.fence().key(), request.id(), e);
            return hold(claim, "request " + request.pipeline() + " cannot be applied: " + e.getMessage(), report);
        }
        Optional<Pipeline<C>> pipeline = settings.pipelines().find(start.pipeline());
        if (pipeline.isEmpty()) {
            return hold(claim, "no pipeline " + start.pipeline() + " in this version", report);
        }
        teller.broken(claim, claim.instance(), settings.clock().instant());
        claim.run(RunCursor.none(true));
        return commit(claim, plan.start(claim.instance(), pipeline.get(), request, start), report);
    }

    private WorkReport hold(Claim claim, String reason, WorkReport report) {
        LOG.warn("{}: on hold: {}", claim.fence().key(), reason);
        return commit(claim, plan.hold(claim, reason, settings.clock().instant()), report);
    }

    /** A row at rest that is due all the same (its state became an end in this version) would be claimed for ever. */
    private WorkReport rest(Claim claim, WorkReport report) {
        return commit(claim, plan.rest(claim.instance()), report);
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

    private WorkReport commit(Claim claim, StepCommit commit, WorkReport report) {
        Instance before = claim.instance();
        Instance after = recorder.record(claim, commit);
        claim.moved(after, !commit.leaseFor().isZero());
        teller.committed(claim, before, commit, settings.clock().instant());
        turns.committed(commit.commands());
        if (!claim.isHeld() && after.isPaused() && after.hold().isEmpty()) {
            stop(after);
        }
        return report.recorded(commit);
    }
}

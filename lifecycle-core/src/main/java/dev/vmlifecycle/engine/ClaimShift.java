package dev.vmlifecycle.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one claim until it waits, fails, ends, is lost, or the time is over. Goes from result to result: {@link #run} ends with
 * one that is to be written, holds no thread meanwhile, and goes on, on whichever thread, once it is written. One thread at a
 * time. Throws nothing but an {@link Error}.
 */
final class ClaimShift<C> {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimShift.class);

    private final Worker<C> worker;
    private final Claim claim;
    private final BooleanSupplier timeOver;
    private WorkReport report;
    private @Nullable Result result;
    private @Nullable CommitAnswer answer;
    private boolean stopping;

    ClaimShift(Worker<C> worker, Claim claim, BooleanSupplier timeOver) {
        this.worker = worker;
        this.claim = claim;
        this.timeOver = timeOver;
        this.report = WorkReport.begin(claim.fence().key());
    }

    Claim claim() {
        return claim;
    }

    /** What came of it so far. */
    WorkReport report() {
        return report;
    }

    /** Works up to the next result that is to be written; empty when the claim is done with. */
    Optional<Result> run() {
        Optional<Result> next = Optional.empty();
        try {
            next = guarded();
        } finally {
            if (next.isEmpty()) {
                worker.forget(claim);
            }
        }
        result = next.orElse(null);
        return next;
    }

    /** Works to the end on this thread, each result in a commit of its own. */
    WorkReport workAlone() {
        for (Optional<Result> next = run(); next.isPresent(); next = run()) {
            writeTogether(worker, List.of(this));
        }
        return report;
    }

    /** Writes the results that shifts wait with; each then has its answer. */
    static <C> void writeTogether(Worker<C> worker, List<ClaimShift<C>> shifts) {
        boolean answered = false;
        try {
            List<CommitAnswer> answers = worker.write(shifts.stream()
                    .flatMap(shift -> Stream.ofNullable(shift.result))
                    .toList());
            for (int i = 0; i < answers.size(); i++) {
                shifts.get(i).answer = answers.get(i);
            }
            answered = true;
        } finally {
            if (!answered) {
                shifts.forEach(shift -> worker.forget(shift.claim));
            }
        }
    }

    /** Does no further step: nobody is left to work on the claim. */
    void giveBack() {
        stopping = true;
        Optional<Result> none = run();
        none.ifPresent(unexpected -> {
            throw new IllegalStateException(unexpected.claim().fence() + ": still working (expected: given back)");
        });
    }

    private Optional<Result> guarded() {
        try {
            settle();
            if (!claim.isHeld()) {
                return Optional.empty();
            }
            if (stopping || timeOver.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                release();
                return Optional.empty();
            }
            return Optional.of(worker.next(claim));
        } catch (LeaseLostException e) {
            LOG.info("{}", e.getMessage());
            worker.abandon(claim);
        } catch (InterruptedWorkException e) {
            LOG.info("{}: {}", claim.fence().key(), e.getMessage());
            release();
        } catch (RuntimeException e) {
            // Not released: the running lease keeps the same trouble from being met again at once.
            LOG.error(
                    "{}: given up for this time, due again when the lease runs out",
                    claim.fence().key(),
                    e);
            worker.abandon(claim);
            report = report.troubled(e);
        }
        return Optional.empty();
    }

    private void settle() {
        Result written = result;
        CommitAnswer given = answer;
        result = null;
        answer = null;
        if (written != null && given != null) {
            report = worker.settle(written, given, report);
        }
    }

    /** With the interrupt flag down: the store may use channels that an interrupted thread closes. */
    private void release() {
        boolean interrupted = Thread.interrupted();
        worker.release(claim);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

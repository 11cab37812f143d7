package dev.vmlifecycle.engine;

import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one claim until it waits, fails, ends, is lost, or the time is over. Never throws but an {@link Error}. */
final class ClaimShift<C> {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimShift.class);

    private final Worker<C> worker;

    ClaimShift(Worker<C> worker) {
        this.worker = worker;
    }

    WorkReport work(Claim claim, BooleanSupplier timeOver) {
        WorkReport report = WorkReport.begin(claim.fence().key());
        try {
            while (claim.isHeld()) {
                if (timeOver.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                    release(claim);
                    return report;
                }
                report = worker.advance(claim, report);
            }
            return report;
        } catch (LeaseLostException e) {
            LOG.info("{}", e.getMessage());
            worker.abandon(claim);
            return report;
        } catch (InterruptedWorkException e) {
            LOG.info("{}: {}", claim.fence().key(), e.getMessage());
            release(claim);
            return report;
        } catch (RuntimeException e) {
            // Not released: the running lease keeps the same trouble from being met again at once.
            LOG.error(
                    "{}: given up for this time, due again when the lease runs out",
                    claim.fence().key(),
                    e);
            worker.abandon(claim);
            return report.troubled(e);
        } finally {
            worker.forget(claim);
        }
    }

    /** With the interrupt flag down: the store may use channels that an interrupted thread closes. */
    private void release(Claim claim) {
        boolean interrupted = Thread.interrupted();
        worker.release(claim);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

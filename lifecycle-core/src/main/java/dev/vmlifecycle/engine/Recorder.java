package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Micro-step: writes a commit, again and again while the store is down and the lease may still be ours.
 *
 * <p>After a failed write the outcome is unknown, and it may even be open: the database may apply it later. So the same commit is
 * sent again, and the store knows it by its number; to look first and then decide would have that gap.
 */
final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Pacing PACING = Pacing.backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final EngineSettings<?> settings;

    Recorder(EngineSettings<?> settings) {
        this.settings = settings;
    }

    /**
     * Writes.
     *
     * @return the row after it
     * @throws LeaseLostException when another worker owns the subject by now
     * @throws RuntimeException when the store refuses for good or for too long; then nothing was written, or nobody knows
     */
    Instance record(Claim claim, StepCommit commit) {
        return repeated(claim, commit, Optional.empty());
    }

    /** Goes on after a first attempt that failed like this. */
    Instance recordAgain(Claim claim, StepCommit commit, StoreException trouble) {
        return repeated(claim, commit, Optional.of(trouble));
    }

    private Instance repeated(Claim claim, StepCommit commit, Optional<StoreException> before) {
        Instant giveUp = settings.clock().instant().plus(settings.leasing().stepDeadline());
        Optional<StoreException> trouble = before;
        for (int failures = before.isPresent() ? 1 : 0; ; failures++) {
            if (trouble.isPresent()) {
                giveUpOrWait(claim, giveUp, failures, trouble.get());
            }
            claim.requireNotLost();
            try {
                return settings.store().commit(claim.fence(), commit);
            } catch (StoreException e) {
                trouble = Optional.of(e);
            }
        }
    }

    private void giveUpOrWait(Claim claim, Instant giveUp, int failures, StoreException trouble) {
        if (settings.clock().instant().isAfter(giveUp) || (!trouble.isTransient() && failures > 1)) {
            throw trouble;
        }
        LOG.warn(
                "{}: recording failed {} times, trying again: {}", claim.fence().key(), failures, trouble.toString());
        pause(failures, trouble);
    }

    private void pause(int failures, StoreException trouble) {
        EngineSettings.Pace pace =
                new EngineSettings.Pace(PACING, 1, settings.pace().random());
        try {
            settings.sleeper().sleep(pace.delay(failures, ErrorKind.TRANSIENT));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw trouble;
        }
    }
}

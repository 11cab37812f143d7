package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * One subject's row as last read. Pipeline and state change together; {@code state} is the name of the last completed
 * step.
 *
 * @param key the subject's key
 * @param pointer where it stands
 * @param tries counters of the present step
 * @param lease who works on it
 * @param dueAt when it is to be looked at; empty while at rest
 * @param checkpoint the present step's durable notes
 * @param subject the subject's document, opaque to the engine
 * @param lastError the last failure of the present step, cleared when it completes
 * @param hold why nothing runs although it is not at rest, for example an unknown state or a pause
 * @param needsAttention raised after several failures in a row; the retries go on
 * @param request what was asked meanwhile
 * @param pause whether an operator wants it to stand still
 * @param log where the journals stand
 */
public record Instance(
        String key,
        Pointer pointer,
        Tries tries,
        Lease lease,
        Optional<Instant> dueAt,
        Optional<String> checkpoint,
        String subject,
        Optional<StepError> lastError,
        Optional<String> hold,
        boolean needsAttention,
        Optional<Request> request,
        Optional<Pause> pause,
        LogCursor log) {

    /**
     * Where an instance stands.
     *
     * @param pipeline the pipeline
     * @param state the last completed state
     * @param definitionVersion the pipeline's version when this pointer was written
     */
    public record Pointer(String pipeline, String state, int definitionVersion) {}

    /**
     * Counters of the present step.
     *
     * @param attempt how often it was begun or announced
     * @param waits how often it answered "waiting"
     * @param failures failures in a row
     * @param since when it was first announced
     */
    public record Tries(int attempt, int waits, int failures, Instant since) {}

    /**
     * Who works on an instance.
     *
     * @param epoch the fencing epoch, one more with each claim
     * @param owner the process that holds it; empty when nobody does
     * @param until when the lease ends by itself
     */
    public record Lease(long epoch, Optional<String> owner, Optional<Instant> until) {}

    /**
     * Where the journals stand.
     *
     * @param lastRun the number of the newest run, 0 when there is none
     * @param foldKey identity of what the newest run ended on, if a like run may be folded into it
     * @param lastEvent the sequence number of the newest durable event
     * @param lastCommit the number of the newest {@link StepCommit}, 0 when there is none
     */
    public record LogCursor(long lastRun, Optional<String> foldKey, long lastEvent, long lastCommit) {}

    /**
     * Whether an operator's pause has taken hold, or does at the next step boundary.
     *
     * @return false also while the one step runs that a pause may let through
     */
    public boolean isPaused() {
        return pause.filter(one -> one.holds(pointer, tries)).isPresent();
    }

    /**
     * The claim that this row carries.
     *
     * @return the fence
     * @throws IllegalStateException when nobody holds the row
     */
    public Fence fence() {
        return new Fence(
                key,
                lease.epoch(),
                lease.owner().orElseThrow(() -> new IllegalStateException(key + ": not claimed (expected: a claim)")));
    }
}

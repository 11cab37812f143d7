package dev.vmlifecycle.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * What a commit adds to the run log.
 *
 * @param mode open a run, add to the newest, or fold into it (its last line is replaced, its count grows)
 * @param number the run's number
 * @param pipeline the pipeline that runs
 * @param started when the run began
 * @param status the run's status after this line
 * @param error the run's error after this line
 * @param foldKey identity of the outcome, when a like run may be folded into this one
 * @param line the line
 */
public record RunWrite(
        Mode mode,
        long number,
        String pipeline,
        Instant started,
        RunStatus status,
        Optional<String> error,
        Optional<String> foldKey,
        StepLine line) {

    /** How the line meets the log. */
    public enum Mode {
        /** First line of a new run. */
        OPEN,
        /** A further line of the run this claim opened. */
        APPEND,
        /** The same outcome as the newest run's last: count it there. */
        FOLD
    }
}

package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One claim of a subject by a worker and the steps it ran. Consecutive runs that wait on the same thing or fail alike are
 * folded into one.
 *
 * @param key the subject
 * @param number 1 for the key's first run
 * @param pipeline the pipeline that ran
 * @param started when its first step began
 * @param duration from there to its last recorded outcome
 * @param status how it ended so far
 * @param error why it paused or failed; empty when it did not
 * @param folded how many runs this entry stands for, at least 1
 * @param lastAt when the last of them was recorded
 * @param lines its steps in order
 */
public record Run(
        String key,
        long number,
        String pipeline,
        Instant started,
        Duration duration,
        RunStatus status,
        Optional<String> error,
        int folded,
        Instant lastAt,
        List<StepLine> lines) {

    /**
     * Copies the lines.
     *
     * @param key the subject
     * @param number 1 for the key's first run
     * @param pipeline the pipeline that ran
     * @param started when its first step began
     * @param duration from there to its last recorded outcome
     * @param status how it ended so far
     * @param error why it paused or failed; empty when it did not
     * @param folded how many runs this entry stands for, at least 1
     * @param lastAt when the last of them was recorded
     * @param lines its steps in order
     */
    public Run {
        lines = List.copyOf(lines);
    }
}

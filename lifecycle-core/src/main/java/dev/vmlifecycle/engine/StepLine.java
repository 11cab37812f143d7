package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One line of a run: one recorded outcome of a step.
 *
 * @param from the state before
 * @param label the step's label
 * @param result {@code success}, {@code skip (reason)}, {@code waiting}, {@code error}
 * @param to the state after
 * @param text what was waited for, what failed, or what was done; possibly empty
 * @param duration from the step's first begin to this outcome
 * @param at when it was recorded
 * @param details the step's detail lines
 */
public record StepLine(
        String from,
        String label,
        String result,
        String to,
        String text,
        Duration duration,
        Instant at,
        List<String> details) {

    /**
     * Copies the details.
     *
     * @param from the state before
     * @param label the step's label
     * @param result {@code success}, {@code skip (reason)}, {@code waiting}, {@code error}
     * @param to the state after
     * @param text what was waited for, what failed, or what was done; possibly empty
     * @param duration from the step's first begin to this outcome
     * @param at when it was recorded
     * @param details the step's detail lines
     */
    public StepLine {
        details = List.copyOf(details);
    }
}

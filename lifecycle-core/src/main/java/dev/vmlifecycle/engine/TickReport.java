package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What came of a tick.
 *
 * @param processed how many subjects were looked at
 * @param steps how many step outcomes were recorded
 * @param errors how many of them were failures, plus trouble with the store
 * @param took how long the tick lasted
 * @param nextDue when the next subject becomes due, possibly past; empty when nothing is due ever or the store did not answer
 */
public record TickReport(int processed, int steps, int errors, Duration took, Optional<Instant> nextDue) {}

package dev.vmlifecycle.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * A lock that somebody holds, as seen at one instant.
 *
 * @param owner the process
 * @param since when it was taken
 * @param age how long that is ago
 * @param until when it goes stale by itself
 * @param stale whether it has run out, or its owner is known dead: the next run takes it over
 */
public record TaskLock(String owner, Instant since, Duration age, Instant until, boolean stale) {}

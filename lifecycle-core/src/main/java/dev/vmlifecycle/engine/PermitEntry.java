package dev.vmlifecycle.engine;

import java.time.Instant;

/**
 * One line of a permit's book in a store: a subject that holds it, or that waits for it.
 *
 * @param key the subject
 * @param granted whether it holds the permit; otherwise it waits
 * @param askedAt its place in the queue: when it asked first, to the millisecond, and later than everybody before it
 * @param seenAt when it asked last
 */
public record PermitEntry(String key, boolean granted, Instant askedAt, Instant seenAt) {}

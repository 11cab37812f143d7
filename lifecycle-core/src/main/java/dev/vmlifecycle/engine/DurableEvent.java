package dev.vmlifecycle.engine;

import java.time.Instant;

/**
 * A durable event: written in the commit it tells of, readable from any sequence number.
 *
 * @param key the subject
 * @param seq 1 for the key's first event, gap-free
 * @param at when it was committed
 * @param type a stable name
 * @param text one line for people
 */
public record DurableEvent(String key, long seq, Instant at, String type, String text) {}

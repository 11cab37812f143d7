package dev.vmlifecycle.engine;

/**
 * A typed question or reservation answered by the store in a small transaction of its own, at once. Idempotent:
 * asking again gives the same answer.
 *
 * @param <R> the answer
 */
public interface StoreCall<R> {}

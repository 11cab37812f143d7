package dev.vmlifecycle.engine;

/**
 * Proof of one claim: key, epoch and owner. Stands in the WHERE of every write that the claim makes.
 *
 * @param key the subject
 * @param epoch grows by one with each claim of this key
 * @param owner the claiming process, random per process start
 */
public record Fence(String key, long epoch, String owner) {}

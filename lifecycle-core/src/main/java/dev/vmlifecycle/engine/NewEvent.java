package dev.vmlifecycle.engine;

/**
 * A durable event about to be written; the store gives it the next sequence number of its key.
 *
 * @param type a stable name
 * @param text one line for people; never a secret
 */
public record NewEvent(String type, String text) {}

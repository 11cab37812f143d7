package dev.vmlifecycle.engine;

/**
 * A notification that waits for delivery.
 *
 * @param key the subject it is about
 * @param notification what to tell
 * @param attempts deliveries tried so far
 */
public record OutboxEntry(String key, Notification notification, int attempts) {}

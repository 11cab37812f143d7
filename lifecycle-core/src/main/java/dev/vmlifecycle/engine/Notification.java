package dev.vmlifecycle.engine;

/**
 * Something the host is to be told, at least once.
 *
 * @param id stable over retries and crashes, so that a receiver can drop repetitions
 * @param type a stable name, for example {@code vm_ready}
 * @param text one line for people; never a secret
 */
public record Notification(String id, String type, String text) {}

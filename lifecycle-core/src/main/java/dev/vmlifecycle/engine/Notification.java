package dev.vmlifecycle.engine;

/**
 * Something the host is to be told, at least once.
 *
 * @param id stable over retries and crashes, so that a receiver can drop repetitions; 1 to 400 characters, unique over
 *     all subjects
 * @param type a stable name, for example {@code vm_ready}
 * @param text one line for people; never a secret
 */
public record Notification(String id, String type, String text) {

    /**
     * Checks the id.
     *
     * @param id stable over retries and crashes, so that a receiver can drop repetitions; 1 to 400 characters, unique over
     *     all subjects
     * @param type a stable name, for example {@code vm_ready}
     * @param text one line for people; never a secret
     * @throws IllegalArgumentException when the id is empty or longer than 400 characters
     */
    public Notification {
        if (id.isEmpty() || id.length() > 400) {
            throw new IllegalArgumentException("notification id: '" + id + "' (expected: 1..400 characters)");
        }
    }
}

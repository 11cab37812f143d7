package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

/**
 * Which account on which server a provider talks to; free of secrets.
 *
 * <p>Equal ids share what the server limits: its rate, its locks, its faults. The id is the same on every host and after
 * every restart, so that locks and permits can be kept under it in a store.
 *
 * @param text such as {@code powerdns https://ns1.example.net:8081 localhost}
 */
public record ConnectionId(String text) {

    /**
     * An id.
     *
     * @param text some text without secrets
     * @throws IllegalArgumentException when the text is blank
     */
    public ConnectionId {
        if (text.isBlank()) {
            throw refused("connection id", text, "some text");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}

package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.regex.Pattern;

/**
 * Name of a snapshot.
 *
 * @param value a letter, then letters, digits, {@code _} and {@code -}, 40 characters at most; {@code current} is reserved
 */
public record SnapshotName(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,39}");

    /** What the server calls the present state. */
    static final String CURRENT = "current";

    /**
     * Checks the grammar.
     *
     * @param value a letter, then letters, digits, {@code _} and {@code -}, 40 characters at most; {@code current} is reserved
     * @throws IllegalArgumentException when it is no such name
     */
    public SnapshotName {
        if (!GRAMMAR.matcher(value).matches() || value.equals(CURRENT)) {
            throw new IllegalArgumentException("snapshot: " + Shown.of(value)
                    + " (expected: a letter, then letters, digits, _ and -, at most 40; not 'current')");
        }
    }

    /**
     * {@return the name with this text}
     *
     * @param value a snapshot name
     */
    public static SnapshotName of(String value) {
        return new SnapshotName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

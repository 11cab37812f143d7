package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.regex.Pattern;

/**
 * Name of a storage as configured in the cluster, such as {@code local-zfs}.
 *
 * @param value starts with a letter, ends with a letter or digit, at least two characters
 */
public record StorageId(String value) implements Comparable<StorageId> {

    private static final Pattern GRAMMAR = Pattern.compile("[a-zA-Z][a-zA-Z0-9_.-]*[a-zA-Z0-9]");

    /**
     * Checks the grammar.
     *
     * @param value starts with a letter, ends with a letter or digit, at least two characters
     * @throws IllegalArgumentException when it is no storage name
     */
    public StorageId {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("storage: " + Shown.of(value) + " (expected: a name such as local-zfs)");
        }
    }

    /**
     * {@return the storage name with this text}
     *
     * @param value a storage name
     */
    public static StorageId of(String value) {
        return new StorageId(value);
    }

    @Override
    public int compareTo(StorageId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

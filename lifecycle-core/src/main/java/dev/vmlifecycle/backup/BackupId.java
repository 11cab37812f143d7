package dev.vmlifecycle.backup;

import java.util.regex.Pattern;

/**
 * The name of one backup among all. It stands in the notes of the archive, which is how the archive is known again.
 *
 * @param value 32 hexadecimal digits
 */
public record BackupId(String value) implements Comparable<BackupId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /**
     * Checks the form.
     *
     * @param value see above
     * @throws IllegalArgumentException when it has another form
     */
    public BackupId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("backup id: \"" + value + "\" (expected: 32 of 0-9, a-f)");
        }
    }

    /**
     * Makes an id.
     *
     * @param value its text
     * @return the id
     */
    public static BackupId of(String value) {
        return new BackupId(value);
    }

    @Override
    public int compareTo(BackupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

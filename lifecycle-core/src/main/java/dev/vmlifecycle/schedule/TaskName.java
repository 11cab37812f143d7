package dev.vmlifecycle.schedule;

import java.util.regex.Pattern;

/**
 * The name of a scheduled task, as it stands in the store and on the command line.
 *
 * @param value a lower-case letter, then at most 62 lower-case letters, digits and underscores
 */
public record TaskName(String value) implements Comparable<TaskName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    /**
     * Checks the form.
     *
     * @param value see above
     * @throws IllegalArgumentException when it has another form
     */
    public TaskName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "task name: \"" + value + "\" (expected: a lower-case letter, then at most 62 of a-z, 0-9, _)");
        }
    }

    /**
     * Makes a name.
     *
     * @param value the name
     * @return the name
     */
    public static TaskName of(String value) {
        return new TaskName(value);
    }

    @Override
    public int compareTo(TaskName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

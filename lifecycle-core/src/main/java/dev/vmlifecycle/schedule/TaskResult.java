package dev.vmlifecycle.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a run.
 *
 * @param processed how many subjects were looked at, failed ones included
 * @param errors how many failures were met
 * @param details lines for people, at most {@link #MOST_DETAILS}; never a secret
 */
public record TaskResult(int processed, int errors, List<String> details) {
    /** How many lines are kept. */
    public static final int MOST_DETAILS = 100;

    private static final int LONGEST = 500;

    /**
     * Makes a result. Lines over {@link #MOST_DETAILS} are dropped, with a last line that says how many; long ones are cut.
     *
     * @param processed 0 or more
     * @param errors 0 or more
     * @param details the lines
     * @throws IllegalArgumentException when a number is negative
     */
    public TaskResult {
        if (processed < 0 || errors < 0) {
            throw new IllegalArgumentException(
                    "task result: processed " + processed + ", errors " + errors + " (expected: 0 or more)");
        }
        details = capped(details);
    }

    /**
     * Nothing was to be done.
     *
     * @return zero of everything
     */
    public static TaskResult nothing() {
        return new TaskResult(0, 0, List.of());
    }

    private static List<String> capped(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            if (kept.size() == MOST_DETAILS - 1 && lines.size() > MOST_DETAILS) {
                kept.add("and " + (lines.size() - kept.size()) + " more");
                break;
            }
            String flat = line.replaceAll("\\s*\\R\\s*", " ");
            kept.add(flat.length() > LONGEST ? flat.substring(0, LONGEST - 1) + "…" : flat);
        }
        return List.copyOf(kept);
    }
}

package dev.vmlifecycle.engine;

/**
 * How many subjects may hold one permit at a time.
 *
 * @param count 1 or more
 */
public record PermitLimit(int count) {

    /**
     * Checks the count.
     *
     * @param count 1 or more
     * @throws IllegalArgumentException when it is below 1
     */
    public PermitLimit {
        if (count < 1) {
            throw new IllegalArgumentException("permits: " + count + " (expected: at least 1)");
        }
    }

    /**
     * Makes a limit.
     *
     * @param count 1 or more
     * @return the limit
     * @throws IllegalArgumentException when it is below 1
     */
    public static PermitLimit of(int count) {
        return new PermitLimit(count);
    }

    @Override
    public String toString() {
        return Integer.toString(count);
    }
}

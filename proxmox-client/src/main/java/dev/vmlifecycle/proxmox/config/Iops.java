package dev.vmlifecycle.proxmox.config;

/**
 * A limit in operations per second.
 *
 * @param value one or more
 */
public record Iops(int value) {

    /**
     * Checks the range.
     *
     * @param value one or more
     * @throws IllegalArgumentException when not positive
     */
    public Iops {
        if (value < 1) {
            throw new IllegalArgumentException("iops: " + value + " (expected: >= 1)");
        }
    }

    /**
     * {@return this limit}
     *
     * @param value one or more
     */
    public static Iops of(int value) {
        return new Iops(value);
    }

    @Override
    public String toString() {
        return Integer.toString(value);
    }
}

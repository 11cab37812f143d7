package dev.vmlifecycle.proxmox.task;

/**
 * A share of a whole.
 *
 * @param value 0 to 100
 */
public record Percent(double value) implements Comparable<Percent> {

    /**
     * Checks the range.
     *
     * @param value 0 to 100
     * @throws IllegalArgumentException when outside of it
     */
    public Percent {
        if (!(value >= 0 && value <= 100)) {
            throw new IllegalArgumentException("percent: " + value + " (expected: 0..100)");
        }
    }

    @Override
    public int compareTo(Percent other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return value + "%";
    }
}

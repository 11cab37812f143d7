package dev.vmlifecycle.vm;

import java.time.Duration;
import java.util.Optional;

/**
 * What a package says about snapshots.
 *
 * @param most how many a VM may have, 0 to 100; 0 = none can be made
 * @param lifetime after what age the task {@code remove_snapshots} removes one, at least a minute; empty = never
 */
public record SnapshotPolicy(int most, Optional<Duration> lifetime) {
    private static final SnapshotPolicy NONE = new SnapshotPolicy(0, Optional.empty());

    /**
     * Checks the values.
     *
     * @param most see above
     * @param lifetime see above
     * @throws IllegalArgumentException when one is out of its range
     */
    public SnapshotPolicy {
        if (most < 0 || most > 100) {
            throw new IllegalArgumentException("snapshots: " + most + " (expected: 0..100)");
        }
        if (lifetime.filter(span -> span.compareTo(Duration.ofMinutes(1)) < 0).isPresent()) {
            throw new IllegalArgumentException(
                    "snapshot lifetime: " + lifetime.get() + " (expected: a minute or longer; empty for no limit)");
        }
    }

    /**
     * No snapshots; what is there from an earlier package stays.
     *
     * @return the policy
     */
    public static SnapshotPolicy none() {
        return NONE;
    }

    /**
     * Snapshots that are removed when they are old.
     *
     * @param most how many
     * @param lifetime for how long
     * @return the policy
     */
    public static SnapshotPolicy of(int most, Duration lifetime) {
        return new SnapshotPolicy(most, Optional.of(lifetime));
    }

    /**
     * Snapshots that stay until somebody removes them.
     *
     * @param most how many
     * @return the policy
     */
    public static SnapshotPolicy lasting(int most) {
        return new SnapshotPolicy(most, Optional.empty());
    }
}

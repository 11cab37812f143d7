package dev.vmlifecycle.backup;

import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many backups of a VM are kept. Immutable.
 *
 * <p>Counted are archives that this library made of this very VM. Protected ones count and are never removed.
 */
public final class BackupQuota {
    private static final BackupQuota UNLIMITED = new BackupQuota(OptionalInt.empty());
    private static final int MOST = 1000;

    private final OptionalInt most;

    private BackupQuota(OptionalInt most) {
        this.most = most;
    }

    /**
     * As many as there are.
     *
     * @return no quota
     */
    public static BackupQuota unlimited() {
        return UNLIMITED;
    }

    /**
     * The newest few.
     *
     * @param most how many, 1 to 1000
     * @return the quota
     * @throws IllegalArgumentException when it is none or more
     */
    public static BackupQuota keep(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("backup quota: " + most + " (expected: 1 to " + MOST + ")");
        }
        return new BackupQuota(OptionalInt.of(most));
    }

    /**
     * How many.
     *
     * @return empty when unlimited
     */
    public OptionalInt most() {
        return most;
    }

    /**
     * How many of so many are too many.
     *
     * @param present how many there are
     * @return 0 or more
     */
    public int surplus(int present) {
        return most.isEmpty() ? 0 : Math.max(0, present - most.getAsInt());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BackupQuota quota && quota.most.equals(most);
    }

    @Override
    public int hashCode() {
        return Objects.hash(most);
    }

    @Override
    public String toString() {
        return most.isEmpty() ? "unlimited" : "keep " + most.getAsInt();
    }
}

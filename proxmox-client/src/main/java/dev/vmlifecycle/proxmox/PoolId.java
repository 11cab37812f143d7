package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.regex.Pattern;

/**
 * Name of a pool, such as {@code customers}, or since 8.1 a path of up to three such as {@code customers/web}.
 *
 * @param value the whole text
 */
public record PoolId(String value) implements Comparable<PoolId> {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+){0,2}");
    // would walk up or stay when it is part of a path
    private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)");

    /**
     * Checks the grammar.
     *
     * @param value see above
     * @throws IllegalArgumentException when it is no pool name
     */
    public PoolId {
        if (!GRAMMAR.matcher(value).matches() || DOTS.matcher(value).find()) {
            throw new IllegalArgumentException("pool: " + Shown.of(value) + " (expected: letters, digits, . _ -)");
        }
    }

    /**
     * {@return the pool with this name}
     *
     * @param value a pool name
     */
    public static PoolId of(String value) {
        return new PoolId(value);
    }

    /** {@return whether it lies in another pool, which only servers since 8.1 know} */
    public boolean isNested() {
        return value.indexOf('/') >= 0;
    }

    @Override
    public int compareTo(PoolId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

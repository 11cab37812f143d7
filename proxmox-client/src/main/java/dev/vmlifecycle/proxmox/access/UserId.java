package dev.vmlifecycle.proxmox.access;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.regex.Pattern;

/**
 * Name of a user.
 *
 * @param value {@code name@realm}, up to 64 characters
 */
public record UserId(String value) implements Comparable<UserId> {

    private static final Pattern GRAMMAR = Pattern.compile("[^\\s:/]+@[A-Za-z][A-Za-z0-9._-]+");
    private static final int LONGEST = 64;

    /**
     * Checks the grammar.
     *
     * @param value see above
     * @throws IllegalArgumentException when it is no user name
     */
    public UserId {
        if (value.length() > LONGEST || !GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("user: " + Shown.of(value) + " (expected: name@realm)");
        }
    }

    /**
     * {@return the user with this name}
     *
     * @param value {@code name@realm}
     */
    public static UserId of(String value) {
        return new UserId(value);
    }

    /** {@return the part before the realm} */
    public String name() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /** {@return where the user logs in, such as {@code pve} or {@code pam}} */
    public String realm() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package dev.vmlifecycle.proxmox.access;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.regex.Pattern;

/**
 * Name of an API token.
 *
 * @param user whose it is
 * @param name the token's own name
 */
public record TokenId(UserId user, String name) {

    private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z][A-Za-z0-9._-]+");

    /**
     * Checks the grammar.
     *
     * @param user see above
     * @param name see above
     * @throws IllegalArgumentException when it is no token name
     */
    public TokenId {
        if (!GRAMMAR.matcher(name).matches()) {
            throw new IllegalArgumentException("token name: " + Shown.of(name) + " (expected: letters, digits, . _ -)");
        }
    }

    /**
     * {@return the token with this name}
     *
     * @param text {@code name@realm!token}
     * @throws IllegalArgumentException when it has another shape
     */
    public static TokenId parse(String text) {
        int mark = text.lastIndexOf('!');
        if (mark < 0) {
            throw new IllegalArgumentException("token: " + Shown.of(text) + " (expected: name@realm!token)");
        }
        return new TokenId(UserId.of(text.substring(0, mark)), text.substring(mark + 1));
    }

    /** {@return {@code name@realm!token}} */
    @Override
    public String toString() {
        return user + "!" + name;
    }
}

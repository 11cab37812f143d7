package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.regex.Pattern;

/**
 * Checksum of a configuration file, as read with it. A write that carries it is refused when the file changed since, so
 * a write can not take effect twice.
 *
 * @param value hexadecimal text, 40 digits (SHA-1), up to 64 accepted
 */
public record Digest(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[0-9a-fA-F]{1,64}");

    /**
     * Checks the grammar.
     *
     * @param value hexadecimal text, 40 digits (SHA-1), up to 64 accepted
     * @throws IllegalArgumentException when it is not hexadecimal text of 1 to 64 digits
     */
    public Digest {
        if (!GRAMMAR.matcher(value).matches()) {
            throw new IllegalArgumentException("digest: " + Shown.of(value) + " (expected: 1 to 64 hex digits)");
        }
    }

    /**
     * {@return the digest with this text}
     *
     * @param value hexadecimal text
     */
    public static Digest of(String value) {
        return new Digest(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

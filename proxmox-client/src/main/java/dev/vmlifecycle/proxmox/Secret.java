package dev.vmlifecycle.proxmox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password or token that must not leak: its {@link #toString()} is {@code ***}, it is not serializable and equality
 * takes the same time whatever differs.
 */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * {@return a secret with this content}
     *
     * @param value not empty
     * @throws IllegalArgumentException when empty
     */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("secret: empty (expected: some text)");
        }
        return new Secret(value);
    }

    /** {@return the content; keep it out of messages and logs} */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}

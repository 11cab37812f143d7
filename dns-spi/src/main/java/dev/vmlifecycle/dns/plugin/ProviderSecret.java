package dev.vmlifecycle.dns.plugin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A credential that must not leak: its text is {@code ***}, and it is not serializable. */
public final class ProviderSecret {

    private final String value;

    private ProviderSecret(String value) {
        this.value = value;
    }

    /**
     * {@return a secret with this content}
     *
     * @param value not blank, without control characters, which no header can carry
     * @throws IllegalArgumentException when it is blank or holds a control character; the message does not show it
     */
    public static ProviderSecret of(String value) {
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("secret: not shown (expected: some text without control characters)");
        }
        return new ProviderSecret(value);
    }

    /**
     * {@return the content; keep it out of messages and logs}
     */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProviderSecret that && MessageDigest.isEqual(bytes(), that.bytes());
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

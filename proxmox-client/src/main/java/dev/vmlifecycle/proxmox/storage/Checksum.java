package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.Locale;

/**
 * What a file must hash to; the server checks it in the task.
 *
 * @param algorithm how it is computed
 * @param hex hexadecimal digits, in lower case
 */
public record Checksum(Algorithm algorithm, String hex) {

    /** Ways to compute a checksum. */
    public enum Algorithm {
        /** 32 digits; broken, for old lists only. */
        MD5(32),
        /** 40 digits; broken, for old lists only. */
        SHA1(40),
        /** 56 digits. */
        SHA224(56),
        /** 64 digits. */
        SHA256(64),
        /** 96 digits. */
        SHA384(96),
        /** 128 digits. */
        SHA512(128);

        private final int digits;

        Algorithm(int digits) {
            this.digits = digits;
        }

        /** {@return the name on the wire} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks the digits.
     *
     * @param algorithm see above
     * @param hex see above
     * @throws IllegalArgumentException when they are not as many as the algorithm gives
     */
    public Checksum {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!hex.matches("[0-9a-f]{" + algorithm.digits + "}")) {
            throw new IllegalArgumentException("checksum: " + Shown.of(hex) + " (expected: " + algorithm.digits
                    + " hex digits of " + algorithm + ")");
        }
    }

    /**
     * {@return a SHA-256 checksum}
     *
     * @param hex 64 hexadecimal digits
     */
    public static Checksum sha256(String hex) {
        return new Checksum(Algorithm.SHA256, hex);
    }

    /**
     * {@return a SHA-512 checksum}
     *
     * @param hex 128 hexadecimal digits
     */
    public static Checksum sha512(String hex) {
        return new Checksum(Algorithm.SHA512, hex);
    }
}

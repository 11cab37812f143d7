package dev.vmlifecycle.proxmox.simulator;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238, SHA-1, six digits, thirty seconds). */
final class Totp {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** Whether a code is the present one or a neighbour of it. */
    static boolean matches(String secret, String code, long nowMs) {
        long step = nowMs / 30_000;
        return code.equals(code(secret, step))
                || code.equals(code(secret, step - 1))
                || code.equals(code(secret, step + 1));
    }

    static String code(String secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(base32(secret), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash, offset, 4).getInt() & 0x7fffffff;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1: missing (expected: present in every Java)", e);
        }
    }

    private static byte[] base32(String text) {
        BigInteger bits = BigInteger.ZERO;
        int length = 0;
        for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
            int digit = ALPHABET.indexOf(c);
            if (digit >= 0) {
                bits = bits.shiftLeft(5).or(BigInteger.valueOf(digit));
                length += 5;
            }
        }
        byte[] raw = bits.shiftRight(length % 8).toByteArray();
        byte[] bytes = new byte[length / 8];
        int copied = Math.min(raw.length, bytes.length);
        System.arraycopy(raw, raw.length - copied, bytes, bytes.length - copied, copied);
        return bytes;
    }
}

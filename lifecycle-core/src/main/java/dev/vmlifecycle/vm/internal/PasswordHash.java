package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A salted hash of the password last written, only to know whether it changed. */
final class PasswordHash {
    private static final int ROUNDS = 120_000;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    private PasswordHash() {}

    static String of(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return HexFormat.of().formatHex(salt) + "$" + HexFormat.of().formatHex(derive(password, salt));
    }

    static boolean matches(Optional<String> hash, Secret password) {
        if (hash.isEmpty()) {
            return false;
        }
        String text = hash.get();
        int split = text.indexOf('$');
        byte[] salt = HexFormat.of().parseHex(text.substring(0, split));
        byte[] wanted = HexFormat.of().parseHex(text.substring(split + 1));
        return MessageDigest.isEqual(wanted, derive(password, salt));
    }

    private static byte[] derive(Secret password, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(password.reveal().toCharArray(), salt, ROUNDS, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2WithHmacSHA256: not available (expected: part of every JDK)", e);
        } finally {
            spec.clearPassword();
        }
    }
}

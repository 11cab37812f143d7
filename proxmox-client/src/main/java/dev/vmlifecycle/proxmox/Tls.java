package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** How the server proves who it is. */
public sealed interface Tls {

    /** {@return trust in the certificate authorities of the Java runtime, host name checked} */
    static Tls system() {
        return new Authorities();
    }

    /**
     * {@return trust in the certificates of one file, host name checked}
     *
     * @param pem one or more certificates in PEM, such as {@code /etc/pve/pve-root-ca.pem}; read when the client is built
     */
    static Tls caFile(Path pem) {
        return new CaFile(pem);
    }

    /**
     * {@return trust in certificates known by fingerprint, whatever name they carry; one per node when several hosts are
     * given}
     *
     * @param sha256 SHA-256 of the server certificate, 64 hex digits, colons optional
     * @param more further certificates to accept
     * @throws IllegalArgumentException when one is no fingerprint
     */
    static Tls fingerprint(String sha256, String... more) {
        List<String> all = new ArrayList<>();
        all.add(sha256);
        all.addAll(List.of(more));
        return new Fingerprints(all);
    }

    /**
     * {@return no proof at all: whoever stands between can read and change everything, the token or password included. For
     * throw-away clusters only; {@link #fingerprint} is as easy. Building such a client logs a warning}
     */
    static Tls trustAnythingInsecurely() {
        return new Anything();
    }

    /** Certificate authorities of the Java runtime. */
    record Authorities() implements Tls {}

    /**
     * Certificate authorities of a file.
     *
     * @param pem the file
     */
    record CaFile(Path pem) implements Tls {}

    /**
     * Pinned certificates.
     *
     * @param sha256 fingerprints in the form {@code AA:BB:…}
     */
    record Fingerprints(List<String> sha256) implements Tls {

        /**
         * Brings the fingerprints into the form {@code AA:BB:…}.
         *
         * @param sha256 fingerprints in the form {@code AA:BB:…}
         * @throws IllegalArgumentException when one is no fingerprint
         */
        public Fingerprints {
            sha256 = sha256.stream().map(Fingerprints::canonical).toList();
        }

        private static String canonical(String text) {
            String digits = text.replace(":", "").toUpperCase(Locale.ROOT);
            if (!digits.matches("[0-9A-F]{64}")) {
                throw new IllegalArgumentException(
                        "fingerprint: " + Shown.of(text) + " (expected: 64 hex digits of SHA-256)");
            }
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(HexFormat.of().parseHex(digits));
        }
    }

    /** No proof. */
    record Anything() implements Tls {}
}

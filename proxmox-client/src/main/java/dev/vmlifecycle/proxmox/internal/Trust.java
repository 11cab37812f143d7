package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Turns the choice of proof into what decides on certificates. */
final class Trust {

    private Trust() {}

    static X509TrustManager manager(Tls tls) {
        if (tls instanceof Tls.CaFile file) {
            return authorities(file.pem());
        }
        if (tls instanceof Tls.Fingerprints pins) {
            return new PinnedCertificates(pins.sha256());
        }
        return tls instanceof Tls.Anything ? new AnyCertificate() : ofRuntime();
    }

    private static X509TrustManager ofRuntime() {
        try {
            return manager((KeyStore) null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS: no certificate authorities in this Java runtime", e);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static X509TrustManager authorities(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("CA file: " + pem + " (expected: at least one certificate)");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            return manager(store);
        } catch (IOException e) {
            throw new UncheckedIOException("CA file: " + pem + " (expected: a readable PEM file)", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("CA file: " + pem + " (expected: certificates in PEM)", e);
        }
    }
}

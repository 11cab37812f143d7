package dev.vmlifecycle.proxmox.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * The simulator behind HTTPS on the loopback address, with a certificate made at start. HTTP/1.1 only, as Proxmox. Thread-safe.
 */
public final class SimulatorServer implements AutoCloseable {

    private final MockWebServer server;
    private final HeldCertificate certificate;

    private SimulatorServer(MockWebServer server, HeldCertificate certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /**
     * Starts on any free port with the system clock.
     *
     * @param simulator what answers
     * @return the running server
     */
    public static SimulatorServer start(PveSimulator simulator) {
        return start(simulator, InstantSource.system(), 0);
    }

    /**
     * Starts on one port.
     *
     * @param simulator what answers
     * @param clock the time given to each request
     * @param port the port, 0 for any free one
     * @return the running server
     */
    public static SimulatorServer start(PveSimulator simulator, InstantSource clock, int port) {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .commonName("vm-lifecycle simulator")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        HandshakeCertificates handshake =
                new HandshakeCertificates.Builder().heldCertificate(certificate).build();
        MockWebServer server = new MockWebServer();
        server.setServerSocketFactory(new PromptSockets());
        server.useHttps(handshake.sslSocketFactory());
        server.setProtocolNegotiationEnabled(false);
        server.setDispatcher(new SimulatorDispatcher(simulator, clock));
        try {
            server.start(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException("port: " + port + " (expected: free)", e);
        }
        return new SimulatorServer(server, certificate);
    }

    /** {@return the base address, {@code https://127.0.0.1:<port>}} */
    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.getPort());
    }

    /** {@return the certificate, for clients that trust it explicitly} */
    public X509Certificate certificate() {
        return certificate.certificate();
    }

    /** {@return SHA-256 of the certificate as Proxmox shows it, {@code AA:BB:…}} */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.certificate().getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("SHA-256: missing (expected: present in every Java)", e);
        }
    }

    /** Stops listening and closes all connections. Idempotent. */
    @Override
    public void close() {
        server.close();
    }
}

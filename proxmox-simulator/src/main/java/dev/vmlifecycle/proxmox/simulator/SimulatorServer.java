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
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * The simulator behind HTTPS on the loopback address, with a certificate made at the first start in a process. HTTP/1.1 only, as Proxmox: connections
 * close after an error, after a hundred requests, and after five idle seconds. Thread-safe.
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
        return start(new SimulatorDispatcher(simulator, clock), port);
    }

    /**
     * Starts on one port with a page for people beside the API: {@code /control} lists VMs, tasks under way and the latest requests. It
     * needs no login, and shows no passwords.
     *
     * @param simulator what answers
     * @param clock the time given to each request
     * @param port the port, 0 for any free one
     * @return the running server
     */
    public static SimulatorServer startWithControlPage(PveSimulator simulator, InstantSource clock, int port) {
        return start(new SimulatorDispatcher(simulator, clock).withControlPage(), port);
    }

    /** Making a certificate takes most of a start: one serves all servers of a process. */
    private static final class Identity {
        private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder()
                .commonName("vm-lifecycle simulator")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        private static final SSLSocketFactory SOCKETS = new HandshakeCertificates.Builder()
                .heldCertificate(CERTIFICATE)
                .build()
                .sslSocketFactory();
    }

    private static SimulatorServer start(SimulatorDispatcher dispatcher, int port) {
        MockWebServer server = new MockWebServer();
        server.setServerSocketFactory(new PromptSockets());
        server.useHttps(Identity.SOCKETS);
        server.setProtocolNegotiationEnabled(false);
        server.setDispatcher(dispatcher);
        try {
            server.start(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException("port: " + port + " (expected: free)", e);
        }
        return new SimulatorServer(server, Identity.CERTIFICATE);
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

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The simulator behind HTTPS on the loopback address, with a certificate made at the first start in a process. HTTP/1.1 only, as Proxmox:
 * connections close after an error, after a hundred requests, and after five idle seconds; long answers are packed; what is no request is
 * refused. What takes the real server a while (a held
 * lock, a silent agent, a delay by {@link Fault}) takes as long here. Thread-safe.
 */
public final class SimulatorServer implements AutoCloseable {

    private final HttpServer server;

    private SimulatorServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts on any free port with the system clock.
     *
     * @param simulator what answers
     * @return the running server
     */
    public static SimulatorServer start(PveSimulator simulator) {
        return builder(simulator).start();
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
        return builder(simulator).clock(clock).port(port).start();
    }

    /**
     * {@return a builder for a server}
     *
     * @param simulator what answers
     */
    public static Builder builder(PveSimulator simulator) {
        return new Builder(simulator);
    }

    /** {@return the base address, {@code https://127.0.0.1:<port>}} */
    public URI uri() {
        return URI.create("https://127.0.0.1:" + server.port());
    }

    /** {@return the certificate, for clients that trust it explicitly} */
    public X509Certificate certificate() {
        return Identity.certificate().certificate();
    }

    /** {@return SHA-256 of the certificate as Proxmox shows it, {@code AA:BB:…}} */
    public String fingerprint() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").formatHex(digest).toUpperCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("SHA-256: missing (expected: present in every Java)", e);
        }
    }

    /** Stops listening, wakes who waits for a late answer, and closes all connections. Idempotent. */
    @Override
    public void close() {
        server.close();
    }

    /** Settings of a server. Without any: a free port, the system clock, no control page, real waiting. */
    public static final class Builder {

        private static final int HIGHEST_PORT = 65_535;

        private final PveSimulator simulator;
        private InstantSource clock = InstantSource.system();
        private int port;
        private boolean controlPage;
        private Duration idle = Duration.ofSeconds(5);
        private Optional<Consumer<Duration>> waiting = Optional.empty();

        private Builder(PveSimulator simulator) {
            this.simulator = simulator;
        }

        /**
         * Sets the clock.
         *
         * @param source the time given to each request
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * Sets the port.
         *
         * @param number the port, 0 for any free one
         * @return this
         */
        public Builder port(int number) {
            if (number < 0 || number > HIGHEST_PORT) {
                throw new IllegalArgumentException("port: " + number + " (expected: 0 to " + HIGHEST_PORT + ")");
            }
            port = number;
            return this;
        }

        /**
         * Adds a page for people beside the API: {@code /control} lists VMs, tasks under way, and the latest tasks ended and requests made. It needs no login,
         * and shows no passwords.
         *
         * @return this
         */
        public Builder controlPage() {
            controlPage = true;
            return this;
        }

        /**
         * Sets what waits before an answer that comes late; with a settable clock it can move the clock instead.
         *
         * @param pause takes the time, on the connection's thread
         * @return this
         */
        public Builder waiting(Consumer<Duration> pause) {
            waiting = Optional.of(pause);
            return this;
        }

        /** As long as a connection may be without a request. */
        Builder idle(Duration limit) {
            idle = limit;
            return this;
        }

        /**
         * Starts it.
         *
         * @return the running server
         * @throws UncheckedIOException when the port is taken
         */
        public SimulatorServer start() {
            try {
                HttpServer server = HttpServer.open(port, clock, idle);
                Consumer<Duration> pause = waiting.orElse(server::pause);
                server.serve(Identity.sockets(), new HttpAdapter(simulator, clock, pause, controlPage));
                return new SimulatorServer(server);
            } catch (IOException e) {
                throw new UncheckedIOException("port: " + port + " (expected: free)", e);
            }
        }
    }
}

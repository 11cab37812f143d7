package dev.vmlifecycle.proxmox.testing;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An HTTPS server on loopback with a certificate of its own making. */
public final class TlsServer implements AutoCloseable {

    public static final String SECRET = "5ec8e700-0000-4000-8000-000000000001";

    private final HeldCertificate certificate = new HeldCertificate.Builder()
            .commonName("localhost")
            .addSubjectAlternativeName("localhost")
            .build();
    private final MockWebServer server = new MockWebServer();

    public TlsServer() {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory());
        try {
            server.start(InetAddress.getByName("localhost"), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return "localhost:" + server.getPort();
    }

    public String pem() {
        return certificate.certificatePem();
    }

    public String fingerprint() {
        return fingerprint(certificate);
    }

    static String fingerprint(HeldCertificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public ProxmoxClient client() {
        return builder().host(host()).tls(Tls.fingerprint(fingerprint())).build();
    }

    public static ProxmoxClient.Builder builder() {
        return ProxmoxClient.builder().auth(ApiToken.of("svc@pve!panel", Secret.of(SECRET)));
    }

    public void data(String json) {
        server.enqueue(
                new MockResponse.Builder().body("{\"data\":" + json + "}").build());
    }

    /** Answers the next request as it is told to. */
    public void answer(MockResponse answer) {
        server.enqueue(answer);
    }

    public void refuse(int status, String reason, String body) {
        server.enqueue(new MockResponse.Builder()
                .status("HTTP/1.1 " + status + " " + reason)
                .body(body)
                .build());
    }

    /** Reads the next request, then closes the connection without an answer. */
    public void cutAfterRead() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
    }

    /** Reads the next request and never answers. */
    public void stall() {
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(SocketEffect.Stall.INSTANCE)
                .build());
    }

    /** Takes the next request for one to a proxy, and becomes what is behind it. */
    public void tunnel() {
        server.enqueue(new MockResponse.Builder().inTunnel().build());
    }

    public Proxy asProxy() {
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(server.getHostName(), server.getPort()));
    }

    public RecordedRequest take() {
        try {
            RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request arrived");
            }
            return request;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public int requestCount() {
        return server.getRequestCount();
    }

    @Override
    public void close() {
        server.close();
    }
}

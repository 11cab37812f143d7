package dev.vmlifecycle.proxmox.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * Key, certificate and TLS sockets, one set for all servers of a process. Making them takes most of a start: it happens on a thread of
 * its own while the server opens its port, and whoever needs them first waits for the rest.
 */
final class Identity {

    private static final FutureTask<Identity> OF_THIS_PROCESS = begin();

    private final HeldCertificate certificate;
    private final SSLSocketFactory sockets;

    private Identity() {
        certificate = new HeldCertificate.Builder()
                .commonName("vm-lifecycle simulator")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .build();
        sockets = new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory();
    }

    private static FutureTask<Identity> begin() {
        FutureTask<Identity> made = new FutureTask<>(Identity::new);
        Thread thread = new Thread(made, "simulator-certificate");
        thread.setDaemon(true);
        thread.start();
        return made;
    }

    /** Sockets that wait for the certificate when the first connection is there, not before. */
    static SSLSocketFactory sockets() {
        return new WaitingSockets();
    }

    static HeldCertificate certificate() {
        return made().certificate;
    }

    private static Identity made() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return OF_THIS_PROCESS.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("certificate: not made (expected: elliptic curves in every Java)", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class WaitingSockets extends SSLSocketFactory {

        @Override
        public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
            return made().sockets.createSocket(plain, host, port, autoClose);
        }

        @Override
        public Socket createSocket(Socket plain, InputStream read, boolean autoClose) throws IOException {
            return made().sockets.createSocket(plain, read, autoClose);
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return made().sockets.createSocket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return made().sockets.createSocket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return made().sockets.createSocket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return made().sockets.createSocket(host, port, local, localPort);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return made().sockets.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return made().sockets.getSupportedCipherSuites();
        }
    }
}

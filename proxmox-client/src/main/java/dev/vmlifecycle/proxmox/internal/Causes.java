package dev.vmlifecycle.proxmox.internal;

import java.security.cert.CertificateException;

/** Says what went wrong on the way in the words of the innermost exception that knows. */
final class Causes {

    private Causes() {}

    static String describe(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof CertificateException && t.getMessage() != null) {
                return "certificate not trusted: " + t.getMessage();
            }
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}

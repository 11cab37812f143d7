package dev.vmlifecycle.proxmox.transport;

import org.jspecify.annotations.Nullable;

/** No complete answer. Callers of the client see it as cause of a {@code ProxmoxException}. */
public final class TransportFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whether the request left this machine. */
    public enum Sent {
        /** Certainly not: it was never executed. */
        NO,
        /** Perhaps: it may have been executed. */
        MAYBE
    }

    /** Whether the request left this machine. */
    private final Sent sent;

    private TransportFailure(Sent sent, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    /**
     * {@return a failure before anything was sent}
     *
     * @param message what happened, free of secrets
     * @param cause the failure below, if any
     */
    public static TransportFailure notSent(String message, @Nullable Throwable cause) {
        return new TransportFailure(Sent.NO, message, cause);
    }

    /**
     * {@return a failure after the request may have been sent}
     *
     * @param message what happened, free of secrets
     * @param cause the failure below, if any
     */
    public static TransportFailure maybeSent(String message, @Nullable Throwable cause) {
        return new TransportFailure(Sent.MAYBE, message, cause);
    }

    /** {@return whether the request left this machine} */
    public Sent sent() {
        return sent;
    }
}

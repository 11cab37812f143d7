package dev.vmlifecycle.proxmox.error;

/**
 * No connection to any host, or the deadline was over before one was tried; nothing was sent.
 *
 * <p>Retryable. Did not happen. A certificate that is not trusted ends here too, with both fingerprints in the
 * message.
 */
public final class ConnectException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    ConnectException(ErrorContext context) {
        super(context);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}

package dev.vmlifecycle.proxmox.error;

/**
 * The VM is stopped, and the call is only for running ones.
 *
 * <p>Not retryable until it is started. Did not happen.
 */
public final class NotRunningException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    NotRunningException(ErrorContext context) {
        super(context);
    }
}

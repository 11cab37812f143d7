package dev.vmlifecycle.proxmox.error;

/**
 * The VM runs, and the call is only for stopped ones.
 *
 * <p>Not retryable until it is stopped. Did not happen. For a start it means there is nothing left to do.
 */
public final class RunningException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    RunningException(ErrorContext context) {
        super(context);
    }
}

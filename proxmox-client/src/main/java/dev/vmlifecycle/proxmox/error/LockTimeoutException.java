package dev.vmlifecycle.proxmox.error;

/**
 * Somebody else held the file lock of the VM, storage or cluster file for the whole wait (10 s as a rule).
 *
 * <p>Retryable. Did not happen.
 */
public final class LockTimeoutException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    LockTimeoutException(ErrorContext context) {
        super(context);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}

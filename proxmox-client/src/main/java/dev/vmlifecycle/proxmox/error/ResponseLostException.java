package dev.vmlifecycle.proxmox.error;

/**
 * The request may have been sent, the answer did not arrive; or the server says so of its own worker or of QEMU.
 *
 * <p>A lost read is retryable and changed nothing. A lost write is not retryable as it is: it may have happened,
 * look first.
 */
public final class ResponseLostException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    ResponseLostException(ErrorContext context) {
        super(context);
    }

    @Override
    public boolean isRetryable() {
        return !isWrite();
    }

    @Override
    public boolean mayHaveHappened() {
        return isWrite();
    }
}

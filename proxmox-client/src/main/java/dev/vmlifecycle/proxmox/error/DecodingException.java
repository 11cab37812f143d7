package dev.vmlifecycle.proxmox.error;

/**
 * The server said yes in a shape the client does not understand.
 *
 * <p>Not retryable. A write did happen.
 */
public final class DecodingException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    DecodingException(ErrorContext context) {
        super(context);
    }

    @Override
    public boolean mayHaveHappened() {
        return isWrite();
    }
}

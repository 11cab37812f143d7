package dev.vmlifecycle.proxmox.error;

/**
 * Any refusal without a type of its own; {@link #text()} holds the server's words.
 *
 * <p>Not retryable: most such texts stay true. A write may have happened, in part or as a whole, when the server says that it failed
 * (500 and above, or 408) in words nobody knows; not when it refused the request (other 4xx, 501).
 */
public final class ServerException extends ProxmoxException {

    private static final long serialVersionUID = 1L;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int FAILED = 500;
    private static final int NOT_IMPLEMENTED = 501;

    ServerException(ErrorContext context) {
        super(context);
    }

    @Override
    public boolean mayHaveHappened() {
        int status = status().orElse(0);
        return isWrite() && (status == REQUEST_TIMEOUT || (status >= FAILED && status != NOT_IMPLEMENTED));
    }
}

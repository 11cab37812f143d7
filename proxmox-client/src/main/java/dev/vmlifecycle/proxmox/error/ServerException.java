package dev.vmlifecycle.proxmox.error;

/**
 * Any refusal without a type of its own; {@link #text()} holds the server's words.
 *
 * <p>Not retryable: most such texts stay true. Did not happen as a whole, though a task may have got half way.
 */
public final class ServerException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    ServerException(ErrorContext context) {
        super(context);
    }
}

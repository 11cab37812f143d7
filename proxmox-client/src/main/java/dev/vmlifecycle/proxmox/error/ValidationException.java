package dev.vmlifecycle.proxmox.error;

/**
 * Status 400: parameters the server does not accept; {@link #fieldErrors()} says which and why.
 *
 * <p>Not retryable. Did not happen.
 */
public final class ValidationException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    ValidationException(ErrorContext context) {
        super(context);
    }
}

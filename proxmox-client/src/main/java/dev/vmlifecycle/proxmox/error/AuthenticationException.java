package dev.vmlifecycle.proxmox.error;

/**
 * Status 401: token or ticket refused.
 *
 * <p>Not retryable. Did not happen. The server delays this answer by three seconds.
 */
public final class AuthenticationException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    AuthenticationException(ErrorContext context) {
        super(context);
    }
}

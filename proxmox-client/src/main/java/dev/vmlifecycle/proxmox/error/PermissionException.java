package dev.vmlifecycle.proxmox.error;

/**
 * Status 403, or a right only {@code root@pam} with a ticket has; the text names the missing privilege where the
 * server tells it.
 *
 * <p>Not retryable. Did not happen. A token may lack what its user has (privilege separation).
 */
public final class PermissionException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    PermissionException(ErrorContext context) {
        super(context);
    }
}

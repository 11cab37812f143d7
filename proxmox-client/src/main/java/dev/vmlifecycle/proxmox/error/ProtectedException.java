package dev.vmlifecycle.proxmox.error;

/**
 * The {@code protection} option of the VM, or the protected mark of a backup, forbids the removal.
 *
 * <p>Not retryable. Did not happen.
 */
public final class ProtectedException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    ProtectedException(ErrorContext context) {
        super(context);
    }
}

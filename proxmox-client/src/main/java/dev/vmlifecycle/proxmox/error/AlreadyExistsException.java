package dev.vmlifecycle.proxmox.error;

/**
 * The VMID, name or entry is taken.
 *
 * <p>Not retryable. Did not happen now; it may be the trace of an earlier call of the same kind.
 */
public final class AlreadyExistsException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    AlreadyExistsException(ErrorContext context) {
        super(context);
    }
}

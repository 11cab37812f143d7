package dev.vmlifecycle.proxmox.error;

/**
 * The configuration changed since it was read.
 *
 * <p>Not retryable with the same digest: read again and decide anew. Did not happen now; an earlier try of the
 * same write may be what changed it.
 */
public final class DigestMismatchException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    DigestMismatchException(ErrorContext context) {
        super(context);
    }
}

package dev.vmlifecycle.proxmox.error;

/**
 * The cluster has no quorum, so nothing can be written.
 *
 * <p>Retryable. A write may have happened in part: a destroy frees the disks before it fails on the configuration
 * (watched on 8.4.1).
 */
public final class NoQuorumException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    NoQuorumException(ErrorContext context) {
        super(context);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }

    @Override
    public boolean mayHaveHappened() {
        return isWrite();
    }
}

package dev.vmlifecycle.proxmox.error;

/**
 * The QEMU guest agent is not configured or does not answer.
 *
 * <p>Retryable, since an agent comes up with its guest. Did not happen.
 */
public final class AgentException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    AgentException(ErrorContext context) {
        super(context);
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}

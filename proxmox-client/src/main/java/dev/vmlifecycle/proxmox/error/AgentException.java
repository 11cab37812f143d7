package dev.vmlifecycle.proxmox.error;

/**
 * The QEMU guest agent is not configured, does not answer, or refuses; {@link #trouble()} tells which.
 */
public final class AgentException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    /** What is the matter with the agent. */
    public enum Trouble {
        /** The VM's configuration does not have it. Not retryable. Did not happen. */
        NOT_CONFIGURED,
        /** It did not answer a ping. Retryable, since an agent comes up with its guest. Did not happen. */
        SILENT,
        /** It was asked and did not answer in time. A read is retryable; anything else may have happened. */
        LATE,
        /** It said no: the command failed, or its configuration forbids it. Not retryable. Did not happen. */
        REFUSED
    }

    /** What is the matter. */
    private final Trouble trouble;

    AgentException(ErrorContext context, Trouble trouble) {
        super(context);
        this.trouble = trouble;
    }

    /** {@return what is the matter with the agent} */
    public Trouble trouble() {
        return trouble;
    }

    @Override
    public boolean isRetryable() {
        return trouble == Trouble.SILENT || (trouble == Trouble.LATE && !isWrite());
    }

    @Override
    public boolean mayHaveHappened() {
        return trouble == Trouble.LATE && isWrite();
    }
}

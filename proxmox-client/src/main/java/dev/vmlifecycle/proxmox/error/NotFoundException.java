package dev.vmlifecycle.proxmox.error;

/**
 * What the call works on is not there.
 *
 * <p>Not retryable. Did not happen. For a guest it only means: not on this node.
 */
public final class NotFoundException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    /** What is missing. */
    public enum Missing {
        /** The configuration of the guest on the node asked; it may be on another one. */
        GUEST,
        /** A task the node does not know (any more). */
        TASK,
        /** A storage. */
        STORAGE,
        /** A volume, disk or backup. */
        VOLUME,
        /** Something else, such as a snapshot, an IP set, a firewall rule, a pool. */
        OTHER
    }

    /** What is missing. */
    private final Missing missing;

    NotFoundException(ErrorContext context, Missing missing) {
        super(context);
        this.missing = missing;
    }

    /** {@return what is missing} */
    public Missing missing() {
        return missing;
    }
}

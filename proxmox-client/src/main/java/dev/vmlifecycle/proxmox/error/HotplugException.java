package dev.vmlifecycle.proxmox.error;

/**
 * A change of a running VM was refused by QEMU; {@link #fieldErrors()} names the keys.
 *
 * <p>Not retryable. It did happen in part: other keys of the same write are applied, and the refused value stays pending
 * in the configuration. A refused bridge or VLAN change has in addition cut the NIC from its network (8.4.1).
 */
public final class HotplugException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    HotplugException(ErrorContext context) {
        super(context);
    }

    @Override
    public boolean mayHaveHappened() {
        return true;
    }
}

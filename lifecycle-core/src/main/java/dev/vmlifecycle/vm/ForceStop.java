package dev.vmlifecycle.vm;

/** Whether a package change that needs a stop may force it on a guest that does not shut down by itself. */
public enum ForceStop {
    /** Forced when the window of the graceful shutdown is over. The default. */
    AFTER_WINDOW,
    /**
     * Never: the change waits, asks the guest again from time to time, and calls for a human. A VM that Proxmox's HA manager looks after
     * is not asked at all, since that manager always forces.
     */
    NEVER
}

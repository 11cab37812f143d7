package dev.vmlifecycle.proxmox.qemu;

/** Whether a VM has a process. A paused one has. */
public enum PowerState {
    /** It has. */
    RUNNING,
    /** It has not. */
    STOPPED
}

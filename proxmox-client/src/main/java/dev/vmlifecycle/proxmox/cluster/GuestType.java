package dev.vmlifecycle.proxmox.cluster;

/** Kind of a guest. */
public enum GuestType {
    /** A virtual machine. */
    QEMU,
    /** A container. */
    LXC
}

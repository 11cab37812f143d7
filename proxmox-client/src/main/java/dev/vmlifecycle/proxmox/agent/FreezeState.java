package dev.vmlifecycle.proxmox.agent;

/** Whether the guest's file systems take writes. */
public enum FreezeState {
    /** They do. */
    THAWED,
    /** They do not: writes wait. */
    FROZEN
}

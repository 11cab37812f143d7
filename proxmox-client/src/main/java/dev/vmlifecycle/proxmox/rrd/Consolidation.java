package dev.vmlifecycle.proxmox.rrd;

/** How the readings within one step are made into one number. */
public enum Consolidation {
    /** Their mean. */
    AVERAGE,
    /** The highest. */
    MAX
}

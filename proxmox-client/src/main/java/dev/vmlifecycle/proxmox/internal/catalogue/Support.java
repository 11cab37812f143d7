package dev.vmlifecycle.proxmox.internal.catalogue;

/** Whether a server knows something. */
public enum Support {
    /** It does. */
    YES,
    /** It does not, and refuses it. */
    NO,
    /** It lies between a line that does not and one that does, or is older than all of them. */
    UNSURE
}

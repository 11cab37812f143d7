package dev.vmlifecycle.vm;

/** How a template becomes a VM. */
public enum CloneMode {
    /** An independent copy of the disks. */
    FULL,
    /** Disks that share the template's base; quick, but on local storage the VM can never migrate. */
    LINKED
}

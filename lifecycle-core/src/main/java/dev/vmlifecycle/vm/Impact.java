package dev.vmlifecycle.vm;

/** What a change means for a running VM, as measured on Proxmox VE 8.4.1. */
public enum Impact {
    /** Nothing changes. */
    NONE,
    /** Takes effect while the VM runs. */
    HOT,
    /** Written at once; the guest learns of it at its next start. */
    GUEST,
    /** A running VM takes it only across a power cycle, so the pipeline stops the VM and starts it again. */
    STOP,
    /** Not done: the package asks for what is never done or cannot be done here. */
    REFUSED
}

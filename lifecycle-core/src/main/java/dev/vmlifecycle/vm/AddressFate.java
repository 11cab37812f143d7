package dev.vmlifecycle.vm;

/** What becomes of the addresses of a record that is deleted. */
public enum AddressFate {
    /** They stay reserved: the VM may still be on the network. */
    KEEP,
    /** They are given back, into quarantine. Only after somebody has made sure that the VM is gone: two VMs may share an address otherwise. */
    FREE
}

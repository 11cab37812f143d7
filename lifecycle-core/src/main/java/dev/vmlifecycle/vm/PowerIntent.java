package dev.vmlifecycle.vm;

/** What a VM's power state shall be when nothing is being done to it. */
public enum PowerIntent {
    /** Running. */
    ON,
    /** Off, as the customer left it. */
    OFF,
    /** Off, because the service is suspended. */
    SUSPENDED
}

package dev.vmlifecycle.vm;

/** Whether a package change stops the VM. */
public enum StopPolicy {
    /** Always, as the original did. */
    ALWAYS,
    /** Only when the change holds something that cannot be applied to a running VM. The default. */
    WHEN_REQUIRED
}

package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;

/**
 * Asks whether a VM is marked as not to be terminated.
 *
 * @param key the VM
 */
public record IsProtected(String key) implements StoreCall<Boolean> {}

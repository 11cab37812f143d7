package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCommand;

/**
 * Takes away a VM's searchable columns. They outlive a deleted subject while something is still reserved for it.
 *
 * @param key the VM
 */
public record ForgetVm(String key) implements StoreCommand {}

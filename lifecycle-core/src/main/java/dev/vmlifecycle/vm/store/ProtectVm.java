package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;

/**
 * Marks a VM as not to be terminated, or takes that mark away. An administrator's call: see {@code SubjectStore.administer}.
 *
 * @param key the VM
 * @param protect whether it is to be protected
 */
public record ProtectVm(String key, boolean protect) implements StoreCall<Boolean> {}

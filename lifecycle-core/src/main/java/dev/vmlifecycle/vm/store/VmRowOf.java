package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import java.util.Optional;

/**
 * Asks for a VM's searchable columns.
 *
 * @param key the VM
 */
public record VmRowOf(String key) implements StoreCall<Optional<VmRow>> {}

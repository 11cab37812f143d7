package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCommand;

/**
 * Writes what is searched: the VM's row beside its document.
 *
 * @param row the row; replaces the one of the same key
 */
public record SaveVmRow(VmRow row) implements StoreCommand {}

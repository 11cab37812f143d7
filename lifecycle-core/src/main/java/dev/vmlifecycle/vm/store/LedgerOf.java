package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;

/**
 * Asks for the DNS values of a VM.
 *
 * @param key the VM
 */
public record LedgerOf(String key) implements StoreCall<Ledger> {}

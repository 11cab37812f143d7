package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import java.util.List;

/**
 * Asks for the DNS values we wrote for a VM, in their natural order.
 *
 * @param key the VM
 */
public record LedgerOf(String key) implements StoreCall<List<LedgerEntry>> {}

package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCall;
import java.util.List;

/**
 * Asks for what is to be repaired in DNS for a VM, ordered by entry.
 *
 * @param key the VM
 */
public record RepairsOf(String key) implements StoreCall<List<DnsRepair>> {}

package dev.vmlifecycle.ip;

import dev.vmlifecycle.engine.StoreCall;
import java.util.List;

/**
 * Asks for the addresses a VM holds, leaving ones included, ordered by family (IPv4 first) and ordinal.
 *
 * @param key the VM
 */
public record AddressesOf(String key) implements StoreCall<List<Allocation>> {}

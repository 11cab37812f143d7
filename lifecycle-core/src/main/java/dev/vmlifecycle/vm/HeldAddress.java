package dev.vmlifecycle.vm;

import dev.vmlifecycle.dns.IpAddress;

/**
 * An address that a VM has already, whoever gave it.
 *
 * @param key the VM; need not have a record yet
 * @param pool the id of the pool the address belongs to
 * @param address the address
 */
public record HeldAddress(VmKey key, String pool, IpAddress address) {}

package dev.vmlifecycle.ip;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.StoreCall;
import java.util.Optional;

/**
 * Asks who holds an address.
 *
 * @param domain the routing domain
 * @param address the address
 */
public record HolderOf(String domain, IpAddress address) implements StoreCall<Optional<String>> {}

package dev.vmlifecycle.ip;

import dev.vmlifecycle.dns.IpAddress;
import java.util.Optional;

/**
 * An address given to a VM, kept until Proxmox confirms that the VM is gone.
 *
 * @param key the VM
 * @param domain the routing domain in which the address is unique
 * @param pool the pool it came from
 * @param address the address
 * @param prefixLength of the pool's network, for {@code ipconfig0}
 * @param gateway of the pool's network
 * @param ordinal its place among the VM's addresses of that family, 0 = the first, which goes into {@code ipconfig0}
 * @param leaving true once a package change gives it up: the VM may still hold it
 */
public record Allocation(
        String key,
        String domain,
        String pool,
        IpAddress address,
        int prefixLength,
        Optional<IpAddress> gateway,
        int ordinal,
        boolean leaving) {}

package dev.vmlifecycle.ip;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.engine.StoreCall;
import java.util.List;

/**
 * Makes sure that a VM holds (not counting leaving ones) a number of addresses of one family, and answers all addresses it
 * holds of both families, leaving ones included, ordered by family (IPv4 first) and ordinal.
 *
 * <p>Idempotent: what the VM holds is kept; its own leaving addresses come back first; then the pools are tried in order,
 * in each the address released longest ago whose quarantine is over or, before any of those, the lowest never used.
 * Never fewer than asked: when the pools cannot serve all, nothing is written and {@link PoolExhaustedException} is thrown.
 * Holding more than asked is left alone.
 *
 * @param key the VM
 * @param family the family
 * @param count how many
 * @param pools the pools to take from, in order of preference
 * @param named addresses of that family the VM must get, in order, at most {@code count}; one that is not free, or in none of the
 *     pools, is an {@link AddressUnavailableException}, and then nothing is written
 */
public record ReserveAddresses(String key, IpFamily family, int count, List<IpPool> pools, List<IpAddress> named)
        implements StoreCall<List<Allocation>> {

    /**
     * Copies the pools.
     *
     * @param key the VM
     * @param family the family
     * @param count how many
     * @param pools the pools to take from, in order of preference
     * @param named addresses the VM must get
     */
    public ReserveAddresses {
        pools = List.copyOf(pools);
        named = List.copyOf(named);
    }

    /**
     * Whichever addresses.
     *
     * @param key the VM
     * @param family the family
     * @param count how many
     * @param pools the pools to take from, in order of preference
     */
    public ReserveAddresses(String key, IpFamily family, int count, List<IpPool> pools) {
        this(key, family, count, pools, List.of());
    }

    /**
     * The pool that may give an address.
     *
     * @param address one of {@link #named}
     * @return the pool
     * @throws AddressUnavailableException when none may
     */
    public IpPool poolOf(IpAddress address) {
        return pools.stream()
                .filter(pool -> pool.mayGive(address))
                .findFirst()
                .orElseThrow(() -> new AddressUnavailableException(
                        key,
                        address,
                        "in none of " + pools.stream().map(IpPool::id).toList()));
    }
}

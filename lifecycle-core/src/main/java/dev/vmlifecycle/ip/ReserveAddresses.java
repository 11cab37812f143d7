package dev.vmlifecycle.ip;

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
 */
public record ReserveAddresses(String key, IpFamily family, int count, List<IpPool> pools)
        implements StoreCall<List<Allocation>> {

    /**
     * Copies the pools.
     *
     * @param key the VM
     * @param family the family
     * @param count how many
     * @param pools the pools to take from, in order of preference
     */
    public ReserveAddresses {
        pools = List.copyOf(pools);
    }
}

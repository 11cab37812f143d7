package dev.vmlifecycle.ip;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.StoreCall;
import java.util.List;

/**
 * Notes addresses that a VM has already, whoever gave them. An administrator's call: see {@code SubjectStore.administer}.
 *
 * <p>Each address stands for itself: one that somebody else holds is reported and left alone, the others are noted. An address in
 * quarantine is noted: that the VM has it is a fact. Idempotent.
 *
 * @param key the VM; need not have a record yet
 * @param addresses the addresses, the first of each family first, each in a pool's network
 */
public record ImportAddresses(String key, List<InPool> addresses) implements StoreCall<List<ImportAddresses.Result>> {

    /**
     * An address and the pool that gives it its routing domain, prefix and gateway.
     *
     * @param address the address
     * @param pool the pool
     */
    public record InPool(IpAddress address, IpPool pool) {}

    /**
     * What became of an address.
     *
     * @param address the address
     * @param outcome whether it is noted
     * @param holder who holds it now
     */
    public record Result(IpAddress address, Outcome outcome, String holder) {}

    /** What an import makes of an address. */
    public enum Outcome {
        /** It is the VM's from now on. */
        IMPORTED,
        /** It was the VM's already. */
        ALREADY_HELD,
        /** Somebody else holds it; nothing was changed. */
        HELD_BY_ANOTHER
    }

    /**
     * Copies the addresses.
     *
     * @param key the VM
     * @param addresses the addresses
     */
    public ImportAddresses {
        addresses = List.copyOf(addresses);
    }
}

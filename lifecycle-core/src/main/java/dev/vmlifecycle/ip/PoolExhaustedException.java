package dev.vmlifecycle.ip;

import java.util.List;

/** No pool has enough free addresses; nothing was reserved. Passes when a pool grows or a quarantine ends. */
public final class PoolExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param request what was asked
     * @param missing how many addresses could not be found
     */
    public PoolExhaustedException(ReserveAddresses request, int missing) {
        super(request.family() + " addresses for " + request.key() + ": " + missing + " of " + request.count()
                + " missing in pools " + names(request.pools()) + " (expected: a free address outside quarantine)");
    }

    private static String names(List<IpPool> pools) {
        return pools.stream().map(IpPool::id).toList().toString();
    }
}

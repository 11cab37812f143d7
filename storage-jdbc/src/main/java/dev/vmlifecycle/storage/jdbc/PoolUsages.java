package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.IpRange;
import dev.vmlifecycle.ip.PoolUsage;
import java.sql.SQLException;

/** How full pools are: counted by the database, range by range, so that the size of a pool does not matter. */
final class PoolUsages {

    private PoolUsages() {}

    static PoolUsage of(Tx tx, IpPool pool) throws SQLException {
        long allocated = 0;
        long quarantined = 0;
        for (IpRange range : pool.ranges()) {
            allocated += count(tx, "skey IS NOT NULL AND addr_key >= ?", AddressKey.of(range.first()), pool, range);
            quarantined += count(tx, "skey IS NULL AND quarantine_until > ?", tx.now(), pool, range);
        }
        return new PoolUsage(pool.id(), pool.size(), allocated, quarantined);
    }

    private static long count(Tx tx, String condition, Object argument, IpPool pool, IpRange range)
            throws SQLException {
        return tx.first(
                        "SELECT COUNT(*) AS answer FROM ${prefix}address WHERE routing_domain = ?"
                                + " AND addr_key BETWEEN ? AND ? AND " + condition,
                        row -> row.number("answer"),
                        pool.scope().domain(),
                        AddressKey.of(range.first()),
                        AddressKey.of(range.last()),
                        argument)
                .orElse(0L);
    }
}

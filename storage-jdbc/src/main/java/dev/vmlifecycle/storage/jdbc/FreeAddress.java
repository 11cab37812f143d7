package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.IpRange;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the address that a pool gives next: the lowest never used, else the one released longest ago. */
final class FreeAddress {
    // known addresses are read in slices: an IPv6 pool's list of once used ones has no bound
    private static final int SLICE = 500;

    private FreeAddress() {}

    static Optional<IpAddress> find(Tx tx, IpPool pool) throws SQLException {
        for (IpRange range : pool.ranges()) {
            Optional<IpAddress> found = lowestNeverUsed(tx, pool, range);
            if (found.isPresent()) {
                return found;
            }
        }
        return releasedLongestAgo(tx, pool);
    }

    private static Optional<IpAddress> lowestNeverUsed(Tx tx, IpPool pool, IpRange range) throws SQLException {
        Optional<IpAddress> candidate = Optional.of(range.first());
        while (candidate.filter(range::contains).isPresent()) {
            List<String> known = slice(tx, pool, candidate.get(), range.last());
            Set<String> used = new HashSet<>(known);
            String horizon = known.size() < SLICE ? AddressKey.of(range.last()) : known.get(SLICE - 1);
            while (candidate.isPresent() && AddressKey.of(candidate.get()).compareTo(horizon) <= 0) {
                if (!used.contains(AddressKey.of(candidate.get())) && pool.mayGive(candidate.get())) {
                    return candidate;
                }
                candidate = candidate.get().next();
            }
        }
        return Optional.empty();
    }

    private static List<String> slice(Tx tx, IpPool pool, IpAddress from, IpAddress to) throws SQLException {
        return tx.list(
                "SELECT addr_key FROM ${prefix}address WHERE routing_domain = ? AND addr_key BETWEEN ? AND ?"
                        + " ORDER BY addr_key LIMIT " + SLICE,
                row -> row.text("addr_key"),
                pool.scope().domain(),
                AddressKey.of(from),
                AddressKey.of(to));
    }

    private static Optional<IpAddress> releasedLongestAgo(Tx tx, IpPool pool) throws SQLException {
        return tx
                .list(
                        "SELECT addr_text FROM ${prefix}address WHERE routing_domain = ? AND skey IS NULL"
                                + " AND quarantine_until <= ? AND addr_key BETWEEN ? AND ? ORDER BY released_at, addr_key",
                        row -> IpAddress.parse(row.text("addr_text")),
                        pool.scope().domain(),
                        tx.now(),
                        AddressKey.of(pool.network().first()),
                        AddressKey.of(pool.network().last()))
                .stream()
                .filter(pool::mayGive)
                .findFirst();
    }
}

package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.PoolExhaustedException;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.ip.ReserveAddresses;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses held and released. Reservations in one routing domain come one after the other (see {@link Mutex}), and the primary
 * key stands behind that. What was taken before a pool turned out to be exhausted is undone by the rollback.
 */
final class Addresses {

    private Addresses() {}

    static List<Allocation> of(Tx tx, String key) throws SQLException {
        return tx.list(
                "SELECT * FROM ${prefix}address WHERE skey = ? ORDER BY family, ordinal_no, addr_key",
                Addresses::allocation,
                key);
    }

    static List<Allocation> reserve(Tx tx, ReserveAddresses ask) throws SQLException {
        List<Allocation> mine = of(tx, ask.key()).stream()
                .filter(allocation -> allocation.address().family() == ask.family())
                .toList();
        List<Allocation> leaving = mine.stream().filter(Allocation::leaving).toList();
        int missing = ask.count() - (mine.size() - leaving.size());
        for (Allocation back : leaving) {
            if (missing > 0) {
                setLeaving(tx, ask.key(), back.domain(), back.address(), false);
                missing--;
            }
        }
        Set<Integer> ordinals =
                new HashSet<>(mine.stream().map(Allocation::ordinal).toList());
        for (IpPool pool : ask.pools()) {
            if (pool.family() == ask.family()) {
                missing -= take(tx, ask.key(), pool, missing, ordinals);
            }
        }
        if (missing > 0) {
            throw new PoolExhaustedException(ask, missing);
        }
        return of(tx, ask.key());
    }

    static void mark(Tx tx, MarkLeaving mark) throws SQLException {
        for (Allocation allocation : of(tx, mark.key())) {
            if (mark.addresses().contains(allocation.address())) {
                setLeaving(tx, mark.key(), allocation.domain(), allocation.address(), true);
            }
        }
    }

    static void release(Tx tx, ReleaseAddresses release) throws SQLException {
        tx.update(
                "UPDATE ${prefix}address SET skey = NULL, leaving = 0, released_at = ?, quarantine_until = ?"
                        + " WHERE skey = ? AND leaving >= ?",
                tx.now(),
                tx.in(release.quarantine()),
                release.key(),
                release.onlyLeaving());
    }

    private static int take(Tx tx, String key, IpPool pool, int wanted, Set<Integer> ordinals) throws SQLException {
        int taken = 0;
        while (taken < wanted) {
            Optional<IpAddress> address = FreeAddress.find(tx, pool);
            if (address.isEmpty()) {
                break;
            }
            write(tx, key, pool, address.get(), lowestFree(ordinals));
            taken++;
        }
        return taken;
    }

    private static void write(Tx tx, String key, IpPool pool, IpAddress address, int ordinal) throws SQLException {
        String domain = pool.scope().domain();
        int prefix = pool.network().prefixLength();
        Optional<String> gateway = pool.gateway().map(IpAddress::toString);
        int again = tx.update(
                "UPDATE ${prefix}address SET skey = ?, pool_id = ?, prefix_length = ?, gateway = ?, ordinal_no = ?,"
                        + " leaving = 0, released_at = NULL, quarantine_until = NULL"
                        + " WHERE routing_domain = ? AND addr_key = ? AND skey IS NULL",
                key,
                pool.id(),
                prefix,
                gateway,
                ordinal,
                domain,
                AddressKey.of(address));
        if (again == 0) {
            tx.update(
                    "INSERT INTO ${prefix}address (routing_domain, addr_key, addr_text, family, skey, pool_id,"
                            + " prefix_length, gateway, ordinal_no, leaving) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                    domain,
                    AddressKey.of(address),
                    address.toString(),
                    address.family() == IpFamily.V4 ? 4 : 6,
                    key,
                    pool.id(),
                    prefix,
                    gateway,
                    ordinal);
        }
    }

    private static void setLeaving(Tx tx, String key, String domain, IpAddress address, boolean leaving)
            throws SQLException {
        tx.update(
                "UPDATE ${prefix}address SET leaving = ? WHERE skey = ? AND routing_domain = ? AND addr_key = ?",
                leaving,
                key,
                domain,
                AddressKey.of(address));
    }

    private static int lowestFree(Set<Integer> ordinals) {
        int ordinal = 0;
        while (!ordinals.add(ordinal)) {
            ordinal++;
        }
        return ordinal;
    }

    private static Allocation allocation(Row row) throws SQLException {
        return new Allocation(
                row.text("skey"),
                row.text("routing_domain"),
                row.text("pool_id"),
                IpAddress.parse(row.text("addr_text")),
                row.integer("prefix_length"),
                row.optionalText("gateway").map(IpAddress::parse),
                row.integer("ordinal_no"),
                row.flag("leaving"));
    }
}

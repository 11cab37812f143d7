package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.ip.AddressUnavailableException;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.PoolExhaustedException;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.ip.ReserveAddresses;
import java.sql.SQLException;
import java.time.Instant;
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
        Set<Integer> ordinals =
                new HashSet<>(mine.stream().map(Allocation::ordinal).toList());
        for (IpAddress address : ask.named()) {
            missing -= named(tx, ask, mine, address, ordinals);
        }
        for (Allocation back : leaving) {
            if (missing > 0 && !ask.named().contains(back.address())) {
                setLeaving(tx, ask.key(), back.domain(), back.address(), false);
                missing--;
            }
        }
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

    /** Makes sure the VM holds an address that was asked for; answers how many it holds more than before. */
    private static int named(
            Tx tx, ReserveAddresses ask, List<Allocation> mine, IpAddress address, Set<Integer> ordinals)
            throws SQLException {
        IpPool pool = ask.poolOf(address);
        Optional<Allocation> own =
                mine.stream().filter(one -> one.address().equals(address)).findFirst();
        if (own.isPresent()) {
            setLeaving(tx, ask.key(), own.get().domain(), address, false);
            return own.get().leaving() ? 1 : 0;
        }
        String domain = pool.scope().domain();
        Optional<String> holder = holder(tx, domain, address);
        if (holder.isPresent()) {
            throw new AddressUnavailableException(ask.key(), address, "held by " + holder.get());
        }
        Optional<Instant> quarantine = quarantine(tx, domain, address);
        if (quarantine.isPresent()) {
            throw new AddressUnavailableException(ask.key(), address, "in quarantine until " + quarantine.get());
        }
        write(tx, ask.key(), pool, address, lowestFree(ordinals));
        return 1;
    }

    static Optional<String> holder(Tx tx, String domain, IpAddress address) throws SQLException {
        return tx.first(
                "SELECT skey FROM ${prefix}address WHERE routing_domain = ? AND addr_key = ? AND skey IS NOT NULL",
                row -> row.text("skey"),
                domain,
                AddressKey.of(address));
    }

    private static Optional<Instant> quarantine(Tx tx, String domain, IpAddress address) throws SQLException {
        return tx.first(
                "SELECT quarantine_until FROM ${prefix}address WHERE routing_domain = ? AND addr_key = ?"
                        + " AND skey IS NULL AND quarantine_until > ?",
                row -> row.instant("quarantine_until"),
                domain,
                AddressKey.of(address),
                tx.now());
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

    static void write(Tx tx, String key, IpPool pool, IpAddress address, int ordinal) throws SQLException {
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

    static int lowestFree(Set<Integer> ordinals) {
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

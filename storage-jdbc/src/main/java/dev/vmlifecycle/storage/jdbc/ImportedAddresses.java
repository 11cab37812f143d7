package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.ImportAddresses;
import dev.vmlifecycle.ip.ImportAddresses.InPool;
import dev.vmlifecycle.ip.ImportAddresses.Outcome;
import dev.vmlifecycle.ip.ImportAddresses.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Addresses that VMs had before we knew of them. Under the locks of their routing domains, see {@link Mutex}. */
final class ImportedAddresses {

    private ImportedAddresses() {}

    static List<Result> take(Tx tx, ImportAddresses ask) throws SQLException {
        List<Result> results = new ArrayList<>();
        for (InPool one : ask.addresses()) {
            results.add(take(tx, ask.key(), one));
        }
        return List.copyOf(results);
    }

    private static Result take(Tx tx, String key, InPool one) throws SQLException {
        Optional<String> holder = Addresses.holder(tx, one.pool().scope().domain(), one.address());
        if (holder.isPresent()) {
            Outcome outcome = holder.get().equals(key) ? Outcome.ALREADY_HELD : Outcome.HELD_BY_ANOTHER;
            return new Result(one.address(), outcome, holder.get());
        }
        Set<Integer> ordinals = new HashSet<>();
        for (Allocation held : Addresses.of(tx, key)) {
            if (held.address().family() == one.address().family()) {
                ordinals.add(held.ordinal());
            }
        }
        Addresses.write(tx, key, one.pool(), one.address(), Addresses.lowestFree(ordinals));
        return new Result(one.address(), Outcome.IMPORTED, key);
    }
}

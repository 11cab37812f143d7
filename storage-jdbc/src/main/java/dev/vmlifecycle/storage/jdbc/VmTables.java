package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.ip.ReserveAddresses;
import dev.vmlifecycle.vm.store.AnnounceRecords;
import dev.vmlifecycle.vm.store.IsProtected;
import dev.vmlifecycle.vm.store.LedgerChange;
import dev.vmlifecycle.vm.store.LedgerOf;
import dev.vmlifecycle.vm.store.OtherHolders;
import dev.vmlifecycle.vm.store.ProtectVm;
import dev.vmlifecycle.vm.store.RepairsOf;
import dev.vmlifecycle.vm.store.ReplaceRepairs;
import dev.vmlifecycle.vm.store.ReserveVmid;
import dev.vmlifecycle.vm.store.ReservedVmid;
import dev.vmlifecycle.vm.store.RetireVmid;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRowOf;
import dev.vmlifecycle.vm.store.WaitingRepairs;
import java.sql.SQLException;
import java.util.List;

/** The VM side's tables: who answers which call and applies which command. */
final class VmTables {

    private VmTables() {}

    static void apply(Tx tx, List<StoreCommand> commands) throws SQLException {
        for (StoreCommand command : commands) {
            if (command instanceof SaveVmRow save) {
                VmRows.save(tx, save.row());
            } else if (command instanceof RetireVmid retire) {
                Vmids.retire(tx, retire);
            } else if (command instanceof MarkLeaving mark) {
                Addresses.mark(tx, mark);
            } else if (command instanceof ReleaseAddresses release) {
                Addresses.release(tx, release);
            } else if (command instanceof LedgerChange change) {
                DnsLedger.change(tx, change);
            } else if (command instanceof ReplaceRepairs replace) {
                DnsRepairs.replace(tx, replace);
            } else {
                throw new IllegalArgumentException(
                        "command: " + command.getClass().getName() + " (expected: one of this store's)");
            }
        }
    }

    static boolean isReservation(StoreCall<?> call) {
        return call instanceof ReserveVmid || call instanceof ReserveAddresses || call instanceof AnnounceRecords;
    }

    /** The ranges a reservation picks from, see {@link Mutex}. */
    static List<String> ranges(StoreCall<?> call) {
        if (call instanceof ReserveVmid reserve) {
            return List.of("vmid/" + reserve.cluster());
        }
        if (call instanceof ReserveAddresses reserve) {
            return reserve.pools().stream()
                    .map(pool -> "address/" + pool.scope().domain())
                    .toList();
        }
        return List.of();
    }

    static Object reserve(Tx tx, StoreCall<?> call) throws SQLException {
        if (call instanceof ReserveVmid reserve) {
            return Vmids.reserve(tx, reserve);
        }
        if (call instanceof ReserveAddresses reserve) {
            return Addresses.reserve(tx, reserve);
        }
        if (call instanceof AnnounceRecords announce) {
            return DnsLedger.announce(tx, announce);
        }
        throw unknown(call);
    }

    /** What an administrator changes without a claim. */
    static Object administer(Tx tx, StoreCall<?> call) throws SQLException {
        if (call instanceof ProtectVm protect) {
            return VmRows.protect(tx, protect);
        }
        throw new IllegalArgumentException(
                "call: " + call.getClass().getName() + " (expected: an administrator's change)");
    }

    static Object ask(Tx tx, StoreCall<?> call) throws SQLException {
        if (call instanceof IsProtected of) {
            return VmRows.isProtected(tx, of.key());
        }
        if (call instanceof VmRowOf of) {
            return VmRows.find(tx, of.key());
        }
        if (call instanceof ReservedVmid of) {
            return Vmids.held(tx, of.cluster(), of.key());
        }
        if (call instanceof AddressesOf of) {
            return Addresses.of(tx, of.key());
        }
        if (call instanceof LedgerOf of) {
            return DnsLedger.of(tx, of.key());
        }
        if (call instanceof OtherHolders others) {
            return DnsLedger.others(tx, others);
        }
        if (call instanceof RepairsOf of) {
            return DnsRepairs.of(tx, of.key());
        }
        if (call instanceof WaitingRepairs waiting) {
            return DnsRepairs.waiting(tx, waiting);
        }
        throw unknown(call);
    }

    private static IllegalArgumentException unknown(StoreCall<?> call) {
        return new IllegalArgumentException("call: " + call.getClass().getName() + " (expected: one of this store's"
                + (isReservation(call) ? ", reservations under a claim)" : ")"));
    }
}

package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.engine.AcquirePermit;
import dev.vmlifecycle.engine.NextForPermit;
import dev.vmlifecycle.engine.PermitsOf;
import dev.vmlifecycle.engine.ReleasePermits;
import dev.vmlifecycle.engine.StoreCall;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.ip.HolderOf;
import dev.vmlifecycle.ip.ImportAddresses;
import dev.vmlifecycle.ip.MarkLeaving;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.ip.ReserveAddresses;
import dev.vmlifecycle.ip.UsageOf;
import dev.vmlifecycle.vm.store.AnnounceRecords;
import dev.vmlifecycle.vm.store.CountVms;
import dev.vmlifecycle.vm.store.FindVms;
import dev.vmlifecycle.vm.store.ForgetVm;
import dev.vmlifecycle.vm.store.IsProtected;
import dev.vmlifecycle.vm.store.LedgerChange;
import dev.vmlifecycle.vm.store.LedgerOf;
import dev.vmlifecycle.vm.store.OtherHolders;
import dev.vmlifecycle.vm.store.ProtectVm;
import dev.vmlifecycle.vm.store.ReleaseNode;
import dev.vmlifecycle.vm.store.RepairsOf;
import dev.vmlifecycle.vm.store.ReplaceRepairs;
import dev.vmlifecycle.vm.store.ReserveNode;
import dev.vmlifecycle.vm.store.ReserveVmid;
import dev.vmlifecycle.vm.store.ReservedNodes;
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
            } else if (command instanceof ForgetVm forget) {
                tx.update("DELETE FROM ${prefix}vm WHERE skey = ?", forget.key());
            } else if (command instanceof RetireVmid retire) {
                Vmids.retire(tx, retire);
            } else if (command instanceof MarkLeaving mark) {
                Addresses.mark(tx, mark);
            } else if (command instanceof ReleaseAddresses release) {
                Addresses.release(tx, release);
            } else if (command instanceof LedgerChange change) {
                DnsLedger.change(tx, change);
            } else if (command instanceof ReleasePermits release) {
                Permits.release(tx, release);
            } else if (command instanceof ReplaceRepairs replace) {
                DnsRepairs.replace(tx, replace);
            } else if (command instanceof ReleaseNode release) {
                NodeRooms.release(tx, release);
            } else {
                throw new IllegalArgumentException(
                        "command: " + command.getClass().getName() + " (expected: one of this store's)");
            }
        }
    }

    /**
     * Whether commits with these may share a transaction with others. Not what changes rows that reservations look at, which wait
     * for each other.
     */
    static boolean mayBeGrouped(List<StoreCommand> commands) {
        return commands.stream()
                .allMatch(command -> command instanceof SaveVmRow
                        || command instanceof LedgerChange
                        || command instanceof ReplaceRepairs);
    }

    static boolean isReservation(StoreCall<?> call) {
        return call instanceof ReserveVmid
                || call instanceof ReserveAddresses
                || call instanceof AnnounceRecords
                || call instanceof ReserveNode
                || call instanceof AcquirePermit;
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
        if (call instanceof ReserveNode reserve) {
            return List.of("node/" + reserve.cluster());
        }
        if (call instanceof ImportAddresses ask) {
            return ask.addresses().stream()
                    .map(one -> "address/" + one.pool().scope().domain())
                    .toList();
        }
        if (call instanceof AcquirePermit acquire) {
            return List.of("permit/" + acquire.name());
        }
        return List.of();
    }

    static Object reserve(Tx tx, StoreCall<?> call) throws SQLException {
        if (call instanceof AcquirePermit acquire) {
            return Permits.acquire(tx, acquire);
        }
        if (call instanceof ReserveVmid reserve) {
            return Vmids.reserve(tx, reserve);
        }
        if (call instanceof ReserveAddresses reserve) {
            return Addresses.reserve(tx, reserve);
        }
        if (call instanceof AnnounceRecords announce) {
            return DnsLedger.announce(tx, announce);
        }
        if (call instanceof ReserveNode reserve) {
            return NodeRooms.reserve(tx, reserve);
        }
        throw unknown(call);
    }

    /** What an administrator changes without a claim. */
    static Object administer(Tx tx, StoreCall<?> call) throws SQLException {
        if (call instanceof ProtectVm protect) {
            return VmRows.protect(tx, protect);
        }
        if (call instanceof ImportAddresses ask) {
            return ImportedAddresses.take(tx, ask);
        }
        throw new IllegalArgumentException(
                "call: " + call.getClass().getName() + " (expected: an administrator's change)");
    }

    static Object ask(Tx tx, StoreCall<?> call) throws SQLException {
        if (call instanceof FindVms find) {
            return VmSearch.keys(tx, find);
        }
        if (call instanceof CountVms) {
            return VmSearch.counts(tx);
        }
        if (call instanceof IsProtected of) {
            return VmRows.isProtected(tx, of.key());
        }
        if (call instanceof HolderOf of) {
            return Addresses.holder(tx, of.domain(), of.address());
        }
        if (call instanceof ReservedNodes of) {
            return NodeRooms.of(tx, of.cluster());
        }
        if (call instanceof UsageOf of) {
            return PoolUsages.of(tx, of.pool());
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
        if (call instanceof NextForPermit next) {
            return Permits.next(tx, next.name());
        }
        if (call instanceof PermitsOf of) {
            return Permits.of(tx, of.name());
        }
        throw unknown(call);
    }

    private static IllegalArgumentException unknown(StoreCall<?> call) {
        return new IllegalArgumentException("call: " + call.getClass().getName() + " (expected: one of this store's"
                + (isReservation(call) ? ", reservations under a claim)" : ")"));
    }
}

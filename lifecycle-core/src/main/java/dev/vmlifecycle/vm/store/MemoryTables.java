package dev.vmlifecycle.vm.store;

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
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The VM side's tables in memory: who answers which call and applies which command. Guarded by the store's lock. */
final class MemoryTables {
    private final Map<String, VmRow> vmRows = new HashMap<>();
    private final MemoryVmids vmids = new MemoryVmids();
    private final MemoryAddresses addresses = new MemoryAddresses();
    private final MemoryLedger ledger = new MemoryLedger();
    private final MemoryRepairs repairs = new MemoryRepairs();
    private final MemoryNodes nodes = new MemoryNodes();
    private final Set<String> marked = new HashSet<>();
    private final MemoryPermits permits = new MemoryPermits();

    /** Refuses unknown commands before anything is written. */
    void check(List<StoreCommand> commands) {
        for (StoreCommand command : commands) {
            boolean known = command instanceof SaveVmRow
                    || command instanceof RetireVmid
                    || command instanceof MarkLeaving
                    || command instanceof ReleaseAddresses
                    || command instanceof LedgerChange
                    || command instanceof ReplaceRepairs
                    || command instanceof ForgetVm
                    || command instanceof ReleaseNode
                    || command instanceof ReleasePermits;
            if (!known) {
                throw new IllegalArgumentException(
                        "command: " + command.getClass().getName() + " (expected: one of this store's)");
            }
        }
    }

    boolean knows(String key) {
        return vmRows.containsKey(key);
    }

    boolean fits(String key, FindVms find) {
        return Optional.ofNullable(vmRows.get(key)).filter(find::fits).isPresent();
    }

    void apply(List<StoreCommand> commands, Instant now) {
        for (StoreCommand command : commands) {
            if (command instanceof SaveVmRow save) {
                vmRows.put(save.row().key(), save.row());
            } else if (command instanceof ForgetVm forget) {
                vmRows.remove(forget.key());
                marked.remove(forget.key());
            } else if (command instanceof RetireVmid retire) {
                vmids.retire(retire, now);
            } else if (command instanceof MarkLeaving mark) {
                addresses.mark(mark);
            } else if (command instanceof ReleaseAddresses release) {
                addresses.release(release, now);
            } else if (command instanceof LedgerChange change) {
                ledger.change(change);
            } else if (command instanceof ReleasePermits release) {
                permits.release(release);
            } else if (command instanceof ReplaceRepairs replace) {
                repairs.replace(replace, now);
            } else if (command instanceof ReleaseNode release) {
                nodes.release(release);
            }
        }
    }

    Object call(StoreCall<?> call, Predicate<String> isAtRest, Instant now) {
        if (call instanceof AcquirePermit acquire) {
            return permits.acquire(acquire, isAtRest, now);
        }
        if (call instanceof ReserveVmid reserve) {
            return vmids.reserve(reserve, now);
        }
        if (call instanceof ReserveAddresses reserve) {
            return addresses.reserve(reserve, now);
        }
        if (call instanceof AnnounceRecords announce) {
            return ledger.announce(announce);
        }
        if (call instanceof ReserveNode reserve) {
            return nodes.reserve(reserve);
        }
        return ask(call, now);
    }

    /** What an administrator changes without a claim. */
    Object administer(StoreCall<?> call) {
        if (call instanceof ProtectVm protect) {
            return vmRows.containsKey(protect.key())
                    && (protect.protect() ? marked.add(protect.key()) : marked.remove(protect.key()));
        }
        if (call instanceof ImportAddresses ask) {
            return addresses.take(ask);
        }
        throw new IllegalArgumentException(
                "call: " + call.getClass().getName() + " (expected: an administrator's change)");
    }

    Object ask(StoreCall<?> call, Instant now) {
        if (call instanceof IsProtected of) {
            return marked.contains(of.key());
        }
        if (call instanceof HolderOf of) {
            return addresses.holder(of);
        }
        if (call instanceof ReservedNodes of) {
            return nodes.of(of.cluster());
        }
        if (call instanceof UsageOf of) {
            return addresses.usage(of.pool(), now);
        }
        if (call instanceof VmRowOf of) {
            return Optional.ofNullable(vmRows.get(of.key()));
        }
        if (call instanceof ReservedVmid of) {
            return vmids.reserved(of);
        }
        if (call instanceof AddressesOf of) {
            return addresses.of(of.key());
        }
        if (call instanceof LedgerOf of) {
            return ledger.ledger(of.key());
        }
        if (call instanceof OtherHolders others) {
            return ledger.others(others);
        }
        if (call instanceof RepairsOf of) {
            return repairs.of(of.key());
        }
        if (call instanceof NextForPermit next) {
            return permits.next(next.name());
        }
        if (call instanceof PermitsOf of) {
            return permits.of(of.name());
        }
        throw new IllegalArgumentException("call: " + call.getClass().getName() + " (expected: one of this store's"
                + (isReservation(call) ? ", reservations under a claim)" : ")"));
    }

    private static boolean isReservation(StoreCall<?> call) {
        return call instanceof ReserveVmid
                || call instanceof ReserveAddresses
                || call instanceof AnnounceRecords
                || call instanceof ReserveNode
                || call instanceof AcquirePermit;
    }

    List<WaitingRepairs.Waiting> waiting(int limit, Predicate<String> mayBegin) {
        return repairs.waiting(limit, mayBegin);
    }

    /** The answer's type is the call's type argument: each branch above pairs them. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <R> R cast(Object answer) {
        return (R) answer;
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Request;
import dev.vmlifecycle.engine.Steering;
import dev.vmlifecycle.engine.StoreCommand;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.ip.AddressesOf;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.vm.Actor;
import dev.vmlifecycle.vm.AddressFate;
import dev.vmlifecycle.vm.OpenWork;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.ResetTarget;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.store.ForgetVm;
import dev.vmlifecycle.vm.store.ReleaseNode;
import dev.vmlifecycle.vm.store.RetireVmid;
import dev.vmlifecycle.vm.store.VmRowOf;
import dev.vmlifecycle.vm.terminate.TerminatePipeline;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes what operators ask for by hand. Writes rows, never calls Proxmox. */
public final class AdminDesk {
    private static final Set<String> MAY_BE_DELETED = Set.of(TerminateSteps.ERROR, "remove");

    private final SubjectStore store;
    private final Settings settings;

    /**
     * Makes the desk.
     *
     * @param store where the rows are
     * @param settings times
     */
    public AdminDesk(SubjectStore store, Settings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * Where a VM may be set down.
     *
     * @param key the VM
     * @return the targets, in the order of their declaration
     */
    public List<ResetTarget> targets(VmKey key) {
        return List.copyOf(targets(require(key)));
    }

    private Set<ResetTarget> targets(Instance row) {
        VmRecord vm = VmCodec.read(row.subject());
        boolean exists = vm.remote().vmid().isPresent();
        Set<ResetTarget> targets = EnumSet.noneOf(ResetTarget.class);
        if (isRemoved(row)) {
            if (exists) {
                // marked by hand, and the VM may still be there
                targets.add(ResetTarget.TERMINATE);
            }
            return targets;
        }
        boolean ending = row.pointer().pipeline().equals(TerminatePipeline.NAME);
        if (ending && !row.pointer().state().equals(TerminateSteps.ERROR)) {
            // an end that is under way is followed, or given up, never turned back half done
            targets.add(ResetTarget.REMOVE);
            return targets;
        }
        targets.add(ResetTarget.CREATION);
        if (wantsNoAddress(vm.pkg()) || !store.ask(new AddressesOf(row.key())).isEmpty()) {
            targets.add(ResetTarget.SET_IP);
        }
        if (exists) {
            targets.addAll(List.of(ResetTarget.READY, ResetTarget.CHANGE_PACKAGE, ResetTarget.SET_DNS_RECORDS));
        }
        targets.addAll(List.of(ResetTarget.TERMINATE, ResetTarget.REMOVE));
        return targets;
    }

    private static boolean wantsNoAddress(PackageSpec pkg) {
        return pkg.dhcp() || pkg.ipv4() + pkg.ipv6() == 0;
    }

    private static boolean isRemoved(Instance row) {
        return Views.status(row).equals("remove");
    }

    /**
     * Sets a VM down.
     *
     * @param key the VM
     * @param target where
     * @param work what becomes of work under way
     * @param actor who, and why
     */
    public void reset(VmKey key, ResetTarget target, OpenWork work, Actor actor) {
        while (true) {
            Instance row = require(key);
            Set<ResetTarget> targets = targets(row);
            if (!targets.contains(target)) {
                throw refused(row, "cannot be reset to " + target.state(), "one of " + names(targets));
            }
            if (target == ResetTarget.TERMINATE) {
                TerminationDesk.requireUnprotected(store, key);
            }
            if (work == OpenWork.REFUSE && target != ResetTarget.TERMINATE && ResetRequest.hasOpenWork(row)) {
                throw refused(row, "work is under way", "adopt it or forget it, or wait for its end");
            }
            if (ask(
                    row,
                    ResetRequest.NAME,
                    true,
                    new ResetRequest(target, work).toText(),
                    actor,
                    "reset to " + target.state())) {
                return;
            }
        }
    }

    private static List<String> names(Set<ResetTarget> targets) {
        return targets.stream().map(ResetTarget::state).toList();
    }

    /**
     * Withdraws what waits and has not begun.
     *
     * @param key the VM
     * @param actor who, and why
     * @return false when nothing waits
     */
    public boolean withdraw(VmKey key, Actor actor) {
        while (true) {
            Instance row = require(key);
            Optional<Request> waiting = row.request().filter(ask -> !ask.preempts());
            if (waiting.isEmpty()) {
                return false;
            }
            Steering without = new Steering(row.pointer(), row.pause(), true, false);
            String what = waiting.get().pipeline() + " by " + actor;
            if (store.steer(row, without, List.of(new NewEvent("request_withdrawn", what)))) {
                return true;
            }
        }
    }

    /**
     * Deletes a record, or frees what a deleted one left reserved.
     *
     * @param key the VM
     * @param addresses what becomes of its addresses
     */
    public void delete(VmKey key, AddressFate addresses) {
        while (true) {
            Optional<Instance> row = store.find(key.value());
            row.ifPresent(AdminDesk::requireDeletable);
            boolean holds = !store.ask(new AddressesOf(key.value())).isEmpty();
            if (row.isEmpty() && !(holds && isLeftover(key))) {
                throw unknown(key);
            }
            if (store.delete(key.value(), row, commands(key, addresses, holds))) {
                return;
            }
        }
    }

    /** While something is reserved, the VM's columns stay and tell of it. */
    private List<StoreCommand> commands(VmKey key, AddressFate addresses, boolean holds) {
        if (addresses == AddressFate.FREE) {
            return List.of(
                    new ReleaseAddresses(key.value(), false, settings.ipQuarantine()),
                    new RetireVmid(key.value(), settings.vmidQuarantine()),
                    new ReleaseNode(key.value()),
                    new ForgetVm(key.value()));
        }
        StoreCommand room = new ReleaseNode(key.value());
        return holds ? List.of(room) : List.of(room, new ForgetVm(key.value()));
    }

    private boolean isLeftover(VmKey key) {
        return store.ask(new VmRowOf(key.value())).isPresent();
    }

    private static void requireDeletable(Instance row) {
        boolean idle = row.request().isEmpty() && row.lease().owner().isEmpty();
        if (!idle || !MAY_BE_DELETED.contains(row.pointer().state())) {
            throw refused(row, "the record cannot be deleted", "error_terminate or remove, and nothing asked of it");
        }
    }

    private boolean ask(Instance row, String name, boolean preempts, String payload, Actor actor, String what) {
        Request ask = new Request(0, name, preempts, payload, actor.toString(), Instant.EPOCH);
        return store.request(row, ask, List.of(new NewEvent("requested", what + " by " + actor)));
    }

    private Instance require(VmKey key) {
        return store.find(key.value()).orElseThrow(() -> unknown(key));
    }

    private static VmException unknown(VmKey key) {
        return new VmException(
                VmException.Code.UNKNOWN_VM, "vm " + key + ": unknown (expected: one that was deployed)");
    }

    private static VmException refused(Instance row, String what, String expected) {
        return new VmException(
                VmException.Code.NOT_ALLOWED,
                "vm " + row.key() + ": is " + Views.status(row) + ", " + what + " (expected: " + expected + ")");
    }
}

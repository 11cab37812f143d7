package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.qemu.VmStatus;
import dev.vmlifecycle.vm.ForceStop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What only a package change does: decide, stop, start again as it was, give up what went. */
public final class ChangeSteps {
    private final PowerSteps power = new PowerSteps();
    private final NetworkSteps network = new NetworkSteps();
    private final Consumer<VmRun> told;

    /** The steps of a package change. */
    public ChangeSteps() {
        this(ChangeSteps::tellChanged);
    }

    /**
     * The same steps at the end of something else.
     *
     * @param told adds the events and notifications of its end
     */
    public ChangeSteps(Consumer<VmRun> told) {
        this.told = told;
    }

    /**
     * Updates addresses, opens the anti-spoof set for new ones, updates DNS, and decides once whether the VM must stop. Whether it ran is
     * taken from the record, where a pipeline that stopped it before has noted that.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult begin(VmRun vm) {
        PendingConfig config = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(config.lock());
        if (locked.isPresent()) {
            return locked.get();
        }
        Seen seen = seen(vm, config);
        boolean mustStop =
                ChangePlan.of(vm.vm(), seen, vm.settings().stopPolicy()).stopsVm();
        List<IpAddress> before = vm.vm().assigned();
        List<Allocation> held = new ArrayList<>(IpSteps.hold(vm));
        List<Allocation> going = IpSteps.surplus(vm, held);
        held.removeAll(going);
        long coming = held.stream()
                .filter(one -> !one.leaving() && !before.contains(one.address()))
                .count();
        if (coming > 0) {
            FirewallSteps.open(vm);
        }
        IpSteps.tellHost(vm, held);
        boolean ran = vm.vm()
                .change()
                .map(VmRecord.Change::wasRunning)
                .orElse(seen.status().isUp());
        vm.vm(vm.vm().withChange(Optional.of(VmRecord.Change.decided(mustStop, ran))));
        String dns = dns(vm, held);
        String addresses = "+" + coming + " -" + going.size() + " addresses";
        return StepResult.done(addresses + ", DNS " + dns + ", " + (mustStop ? "stop required" : "no stop"));
    }

    private static Seen seen(VmRun vm, PendingConfig config) {
        return Seen.of(
                config,
                vm.node(vm.nodeName()),
                vm.qemu(),
                vm.addresses(),
                vm.services().pools());
    }

    private static String dns(VmRun vm, List<Allocation> held) {
        try {
            StepResult result = DnsSteps.synchronise(
                    vm,
                    held.stream()
                            .filter(one -> !one.leaving())
                            .map(Allocation::address)
                            .toList());
            if (result instanceof StepResult.Skipped skipped) {
                return skipped.reason();
            }
            String errors = result instanceof StepResult.Done done ? done.detail() : "";
            return errors.isEmpty() ? "updated" : "updated but for " + errors;
        } catch (DnsException | StepFailure e) {
            vm.step().detail("dns ERR  " + e.getMessage());
            return "failed, goes on";
        }
    }

    /**
     * Stops the VM, if the change needs it.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult stop(VmRun vm) {
        if (!change(vm).mustStop()) {
            return StepResult.skip(change(vm).wasRunning() ? "not required" : "already stopped");
        }
        boolean force = vm.settings().forceStop() == ForceStop.AFTER_WINDOW;
        try {
            return Effect.of(vm, "shutdown", "")
                    .repeatable()
                    .run(
                            acted -> stopped(vm, acted, force),
                            digest -> vm.qemu().shutdown(vm.settings().stopWindow(), force));
        } catch (TaskFailedException e) {
            if (force || !vm.qemu().status().isRunning()) {
                throw e;
            }
            return unstopped(vm, "does not shut down (" + VmErrors.message(e) + ")");
        }
    }

    /** People are told at once, and once; the step goes on asking the guest, and so goes on when its user shuts it down. */
    private static StepResult unstopped(VmRun vm, String why) {
        String text = "VM " + vm.vmid() + " on " + vm.nodeName() + ": " + why
                + ", and its stop is not to be forced (expected: shut down by its user, or by an administrator)";
        if (!change(vm).unstopped()) {
            vm.vm(vm.vm().withChange(Optional.of(change(vm).reported())));
            vm.step().event("stop_needs_attention", text);
            vm.step()
                    .notify(new Notification(
                            "stop_needs_attention:" + vm.key() + ":" + vm.step().fence(),
                            "stop_needs_attention",
                            text));
        }
        return StepResult.failed(ErrorKind.CONFIG, text);
    }

    private static Look stopped(VmRun vm, boolean acted, boolean force) {
        PendingConfig seen = vm.observe();
        VmStatus status = vm.qemu().status();
        if (!status.isRunning()) {
            return Look.finished(acted ? StepResult.done("stopped") : StepResult.skip("already stopped"));
        }
        if (status.haManaged() && !force) {
            return Look.finished(unstopped(vm, "is looked after by the HA manager, which always forces a stop"));
        }
        if (acted && HaManager.isStillAsked(vm, status)) {
            return Look.finished(HaManager.waiting(vm, "stop"));
        }
        return vm.lockedBy(seen.lock()).map(Look::finished).orElseGet(() -> Look.act(Optional.empty()));
    }

    /**
     * NIC, then what the guest learns of its addresses.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult network(VmRun vm) {
        StepResult nic = network.configure(vm);
        if (nic instanceof StepResult.Waiting || nic instanceof StepResult.Failed) {
            return nic;
        }
        StepResult guest = CloudInitSteps.readdress(vm);
        boolean nothing = nic instanceof StepResult.Skipped && guest instanceof StepResult.Skipped;
        return nothing ? nic : StepResult.done(text(nic) + "; " + text(guest));
    }

    private static String text(StepResult result) {
        if (result instanceof StepResult.Done done) {
            return done.detail();
        }
        return result instanceof StepResult.Skipped skipped ? skipped.reason() : result.toString();
    }

    /**
     * Starts the VM again, unless it was off or is meant to be.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult start(VmRun vm) {
        if (!PowerSteps.shouldRun(vm)) {
            return StepResult.skip("stays off");
        }
        StepResult result = power.start(vm);
        boolean untouched = result instanceof StepResult.Skipped && !change(vm).mustStop();
        return untouched ? StepResult.skip("not required") : result;
    }

    /**
     * The VM is as it was before, with the new package; what went is released.
     *
     * @param vm the run
     * @return waiting until it runs
     */
    public StepResult verify(VmRun vm) {
        if (!PowerSteps.shouldRun(vm)) {
            finish(vm);
            return StepResult.skip("stays off");
        }
        return PowerSteps.verify(vm, () -> finish(vm));
    }

    private void finish(VmRun vm) {
        vm.step().commit(new ReleaseAddresses(vm.key(), true, vm.settings().ipQuarantine()));
        vm.vm(vm.vm().withChange(Optional.empty()));
        told.accept(vm);
    }

    private static void tellChanged(VmRun vm) {
        vm.step().event("package_changed", "VM " + vm.vmid() + " on " + vm.nodeName() + " has its new package");
        vm.step()
                .notify(new Notification(
                        "package_changed:" + vm.key() + ":" + vm.step().fence(),
                        "package_changed",
                        "Package changed: " + vm.vm().id().fqdn()));
    }

    private static VmRecord.Change change(VmRun vm) {
        return vm.vm().change().orElse(VmRecord.Change.decided(false, true));
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.config.Throughput;
import dev.vmlifecycle.proxmox.error.HotplugException;
import dev.vmlifecycle.proxmox.node.NetworkInterface;
import dev.vmlifecycle.vm.Limit;
import dev.vmlifecycle.vm.Placement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The NIC: bridge, VLAN, rate and firewall flag; the MAC and keys we do not know stay as they are. */
public final class NetworkSteps {
    private static final String NET0 = "net0";

    /**
     * Plugs the NIC in as the package and placement say.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult configure(VmRun vm) {
        if (vm.intent().isPresent()) {
            vm.observe();
            replug(vm, NetDevice.parse(vm.intent().get().target()));
            return refused(vm, "refused, and healed after an interruption");
        }
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return locked.get();
        }
        NetDevice present = seen.asConfig()
                .net(0)
                .orElseThrow(() -> new StepFailure(
                        ErrorKind.CONFIG, "VM " + vm.vmid() + ": no net0 (expected: a NIC in the template)"));
        NetDevice wanted = wanted(vm.vm(), present);
        boolean pending = seen.pending(NET0).isPresent() || seen.deletePending(NET0);
        if (wanted.equals(present) && !pending) {
            macIsKept(vm);
            return StepResult.skip("no change");
        }
        Optional<StepResult> resting = resting(vm);
        if (resting.isPresent()) {
            return resting.get();
        }
        requireBridge(vm);
        StepResult result = write(vm, seen, present, wanted);
        if (result instanceof StepResult.Done) {
            macIsKept(vm);
        }
        return result;
    }

    /** A VM that refused this change a short while ago is left in peace: each try may take its network away. */
    private static Optional<StepResult> resting(VmRun vm) {
        return vm.vm()
                .change()
                .flatMap(VmRecord.Change::nic)
                .filter(refusal -> vm.step().now().isBefore(refusal.until()))
                .map(refusal -> StepResult.failed(
                        ErrorKind.CONFIG, refusal.why() + "; not tried again before " + refusal.until()));
    }

    private static StepResult refused(VmRun vm, String why) {
        String text = "VM " + vm.vmid() + " on " + vm.nodeName() + ": " + why
                + "; reverted, and the old NIC was plugged in again";
        vm.vm().change().ifPresent(change -> {
            int times = change.nic().map(VmRecord.Refusal::times).orElse(0) + 1;
            vm.vm(vm.vm()
                    .withChange(Optional.of(
                            change.refused(new VmRecord.Refusal(times, vm.step().now(), text)))));
        });
        return StepResult.failed(ErrorKind.CONFIG, text);
    }

    /** From here on the MAC address is what the VM has. */
    private static void macIsKept(VmRun vm) {
        if (vm.vm().remote().keepMac().isPresent()) {
            vm.vm(vm.vm().withKeepMac(Optional.empty()));
        }
    }

    static NetDevice wanted(VmRecord vm, NetDevice present) {
        Placement.Net net = vm.placement().net();
        NetDevice nic = vm.remote().keepMac().map(present::withMac).orElse(present);
        return rate(
                nic.withBridge(net.bridge())
                        .withTag(net.vlan())
                        .withFirewall(vm.pkg().firewall().enable()),
                vm.pkg().netRate());
    }

    private static NetDevice rate(NetDevice net, Limit limit) {
        return switch (limit.kind()) {
            case KEEP -> net;
            case UNLIMITED -> net.withRate(Optional.empty());
            case VALUE -> net.withRate(limit.value().map(value -> Throughput.parse(value.toPlainString())));
        };
    }

    /** A bridge that is not there is accepted for a stopped VM and cuts a running one off; so it is checked first. */
    static void requireBridge(VmRun vm) {
        Placement.Net net = vm.vm().placement().net();
        obstacle(net, vm.node(vm.nodeName()).bridges()).ifPresent(why -> {
            throw new StepFailure(ErrorKind.CONFIG, "bridge " + net.bridge() + " on " + vm.nodeName() + ": " + why);
        });
    }

    static Optional<String> obstacle(Placement.Net net, List<NetworkInterface> bridges) {
        Optional<NetworkInterface> bridge = bridges.stream()
                .filter(one -> one.name().equals(net.bridge()) && one.active())
                .findFirst();
        if (bridge.isEmpty()) {
            return Optional.of("missing or inactive (expected: an active bridge of that node)");
        }
        return net.vlan()
                .filter(tag -> bridge.get().bridgePorts().isEmpty())
                .map(tag -> "has no ports (expected: an uplink for VLAN tag " + tag + ")");
    }

    private static StepResult write(VmRun vm, PendingConfig seen, NetDevice present, NetDevice wanted) {
        try {
            vm.qemu()
                    .update(ConfigUpdate.builder()
                            .net(0, wanted)
                            .digest(seen.digest().orElseThrow())
                            .build());
        } catch (HotplugException e) {
            // Noted first: a heal that is cut short must go on with the NIC as it was, not with a half-healed one.
            vm.save(Intent.of("replug", present.toString(), vm.step().now(), Optional.empty()));
            replug(vm, present);
            return refused(vm, VmErrors.message(e));
        }
        Applied.orReverted(vm, Set.of(NET0));
        return StepResult.done(wanted.properties().without("virtio").toString());
    }

    /**
     * A refused hotplug leaves the value pending, the tap detached and the link down. Only a write that differs in the firewall
     * flag re-attaches the tap, only one that differs in link_down sets the link up again: hence two writes (8.4.1).
     */
    private static void replug(VmRun vm, NetDevice old) {
        if (vm.qemu().pending().pending(NET0).isPresent()) {
            vm.qemu().update(fresh(vm).revert(NET0).build());
        }
        vm.qemu()
                .update(fresh(vm)
                        .net(0, old.withFirewall(!old.firewall()).withLinkDown(true))
                        .build());
        vm.qemu().update(fresh(vm).net(0, old).build());
        vm.step().clearCheckpoint();
        vm.step().event("hotplug_refused", "VM " + vm.vmid() + ": net0 change refused, reverted and plugged in again");
    }

    private static ConfigUpdate.Builder fresh(VmRun vm) {
        return ConfigUpdate.builder().digest(vm.qemu().pending().digest().orElseThrow());
    }
}

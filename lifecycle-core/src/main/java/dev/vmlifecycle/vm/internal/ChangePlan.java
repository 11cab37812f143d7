package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.vm.Impact;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Plan;
import dev.vmlifecycle.vm.PlannedChange;
import dev.vmlifecycle.vm.StopPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * What a package change would do: a pure function of the record with the wanted package and of what was seen. The pipeline decides
 * by it whether to stop the VM, and its steps compare by the same functions.
 */
final class ChangePlan {
    static final String HARDWARE = "Set CPU & RAM";
    static final String NETWORK = "Configure network";

    private ChangePlan() {}

    static Plan of(VmRecord vm, Seen seen, StopPolicy policy) {
        List<PlannedChange> changes = new ArrayList<>(AddressPlan.of(vm, seen));
        hardware(vm.pkg(), seen.config(), changes);
        changes.addAll(DiskPlan.of(vm, seen.config()));
        changes.addAll(NetworkPlan.of(vm, seen));
        changes.addAll(FirewallPlan.of(vm, seen));
        return new Plan(changes, stops(changes, seen, policy));
    }

    /** A shrink that is refused is no reason to stop, under no policy. */
    private static boolean stops(List<PlannedChange> changes, Seen seen, StopPolicy policy) {
        return seen.status().isRunning()
                && changes.stream()
                        .anyMatch(change -> policy == StopPolicy.ALWAYS
                                ? change.impact() != Impact.REFUSED
                                : change.impact() == Impact.STOP);
    }

    private static void hardware(PackageSpec pkg, PendingConfig seen, List<PlannedChange> changes) {
        one(seen, "cores", seen.asConfig().cores(), pkg.cores(), changes);
        one(seen, "sockets", seen.asConfig().sockets(), pkg.sockets(), changes);
        one(seen, "memory", seen.asConfig().memory(), pkg.memory(), changes);
    }

    /** A key that is pending counts as different: the guest does not have it. */
    private static void one(
            PendingConfig seen, String key, Object present, Object wanted, List<PlannedChange> changes) {
        if (!present.equals(wanted) || isPending(seen, key)) {
            changes.add(PlannedChange.of(HARDWARE, key, present, wanted, Impact.STOP));
        }
    }

    static boolean isPending(PendingConfig seen, String key) {
        return seen.pending(key).isPresent() || seen.deletePending(key);
    }

    /** Without this feature of the VM's {@code hotplug} option a running VM leaves such a change pending. */
    static Impact hot(PendingConfig seen, String feature) {
        String features = seen.value("hotplug").orElse("1");
        boolean on = features.equals("1") || List.of(features.split("[,;]", -1)).contains(feature);
        return on ? Impact.HOT : Impact.STOP;
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.proxmox.firewall.FirewallUpdate;
import dev.vmlifecycle.vm.Impact;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a package changes on the firewall; all of it takes effect while the VM runs. */
final class FirewallPlan {
    private static final String STEP = "Configure firewall";
    private static final String WHAT = "anti-spoof set";

    private FirewallPlan() {}

    static List<PlannedChange> of(VmRecord vm, Seen seen) {
        List<PlannedChange> changes = new ArrayList<>();
        boolean wanted = FirewallSteps.antiSpoofs(vm.pkg());
        if (wanted) {
            set(vm.pkg(), seen, changes);
        } else if (seen.antiSpoof().isPresent()) {
            changes.add(PlannedChange.of(STEP, WHAT, "there", "none", Impact.HOT));
        }
        FirewallDiff.of(seen.firewall(), vm.pkg().firewall())
                .ifPresent(update ->
                        changes.add(PlannedChange.of(STEP, "options", "as they are", text(update), Impact.HOT)));
        return changes;
    }

    private static String text(FirewallUpdate update) {
        return update.params().stream()
                .filter(param -> !param.name().equals("digest"))
                .map(param -> param.name() + "=" + param.value())
                .collect(Collectors.joining(", "));
    }

    private static void set(PackageSpec pkg, Seen seen, List<PlannedChange> changes) {
        List<Allocation> staying = AddressPlan.staying(pkg, seen.held());
        AntiSpoof difference = AntiSpoof.difference(
                seen.antiSpoof().orElse(List.of()),
                staying.stream().map(Allocation::address).toList());
        int coming = pkg.ipv4() + pkg.ipv6() - staying.size();
        String now = seen.antiSpoof().map(List::size).orElse(0) + " entries";
        int added = coming + difference.missing().size();
        if (coming > 0) {
            // The first step opens the set for new addresses; the guest may use them as soon as it learns of them.
            changes.add(PlannedChange.of(AddressPlan.STEP, WHAT, now, "+" + added, Impact.HOT));
        } else if (added > 0 || seen.antiSpoof().isEmpty()) {
            changes.add(PlannedChange.of(STEP, WHAT, now, "+" + added, Impact.HOT));
        }
        if (!difference.surplus().isEmpty()) {
            changes.add(
                    PlannedChange.of(STEP, WHAT, now, "-" + difference.surplus().size(), Impact.HOT));
        }
    }
}

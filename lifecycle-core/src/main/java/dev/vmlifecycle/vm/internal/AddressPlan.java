package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.vm.Impact;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.PlannedChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which addresses a package adds and gives up. */
final class AddressPlan {
    static final String STEP = "Update IP + DNS + Firewall";

    private AddressPlan() {}

    static List<PlannedChange> of(VmRecord vm, Seen seen) {
        List<PlannedChange> changes = new ArrayList<>();
        one(IpFamily.V4, vm.pkg().ipv4(), seen.held(), changes);
        one(IpFamily.V6, vm.pkg().ipv6(), seen.held(), changes);
        return changes;
    }

    private static void one(IpFamily family, int wanted, List<Allocation> held, List<PlannedChange> changes) {
        long present = of(family, held).stream().filter(one -> !one.leaving()).count();
        if (present != wanted) {
            changes.add(PlannedChange.of(STEP, family + " addresses", present, wanted, Impact.HOT));
        }
    }

    /** What the VM keeps of what it holds: the first ones of each family; leaving ones are taken back last. */
    static List<Allocation> staying(PackageSpec pkg, List<Allocation> held) {
        List<Allocation> staying = new ArrayList<>();
        staying.addAll(first(IpFamily.V4, pkg.ipv4(), held));
        staying.addAll(first(IpFamily.V6, pkg.ipv6(), held));
        return staying;
    }

    private static List<Allocation> first(IpFamily family, int count, List<Allocation> held) {
        return of(family, held).stream()
                .sorted(Comparator.comparing(Allocation::leaving))
                .limit(count)
                .map(AddressPlan::taken)
                .toList();
    }

    private static Allocation taken(Allocation one) {
        return new Allocation(
                one.key(),
                one.domain(),
                one.pool(),
                one.address(),
                one.prefixLength(),
                one.gateway(),
                one.ordinal(),
                false);
    }

    private static List<Allocation> of(IpFamily family, List<Allocation> held) {
        return held.stream().filter(one -> one.address().family() == family).toList();
    }
}

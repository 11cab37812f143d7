package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.vm.Impact;
import dev.vmlifecycle.vm.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a package changes on the NIC and in what the guest learns of its network. */
final class NetworkPlan {
    private static final String NET0 = "net0";

    private NetworkPlan() {}

    static List<PlannedChange> of(VmRecord vm, Seen seen) {
        List<PlannedChange> changes = new ArrayList<>();
        seen.config().asConfig().net(0).ifPresent(present -> nic(vm, seen, present, changes));
        guest(vm, seen, changes);
        return changes;
    }

    private static void nic(VmRecord vm, Seen seen, NetDevice present, List<PlannedChange> changes) {
        NetDevice wanted = NetworkSteps.wanted(vm, present);
        if (wanted.equals(present) && !ChangePlan.isPending(seen.config(), NET0)) {
            return;
        }
        Optional<String> obstacle = NetworkSteps.obstacle(vm.placement().net(), seen.bridges());
        if (obstacle.isPresent()) {
            changes.add(PlannedChange.refused(ChangePlan.NETWORK, NET0, present, wanted, obstacle.get()));
        } else {
            Impact impact = ChangePlan.hot(seen.config(), "network");
            changes.add(PlannedChange.of(ChangePlan.NETWORK, NET0, present, wanted, impact));
        }
    }

    private static void guest(VmRecord vm, Seen seen, List<PlannedChange> changes) {
        List<Allocation> staying = AddressPlan.staying(vm.pkg(), seen.held());
        boolean newFirst = isNewFirst(vm, staying, IpFamily.V4, vm.pkg().ipv4())
                || isNewFirst(vm, staying, IpFamily.V6, vm.pkg().ipv6());
        if (newFirst) {
            changes.add(guest("ipconfig0 with the first new address"));
        }
        GuestNetwork.of(vm, staying, seen.pools())
                .differences(seen.config().asConfig(), ConfigUpdate.builder())
                .stream()
                .filter(what -> !newFirst || !what.startsWith("ipconfig0"))
                .forEach(what -> changes.add(guest(what)));
    }

    private static PlannedChange guest(String what) {
        return PlannedChange.of(
                ChangePlan.NETWORK, "cloud-init", "as it is", what, what.equals("name") ? Impact.HOT : Impact.GUEST);
    }

    /** Which address that will be is known only once it is reserved. */
    private static boolean isNewFirst(VmRecord vm, List<Allocation> staying, IpFamily family, int wanted) {
        return !vm.pkg().dhcp()
                && wanted > 0
                && staying.stream().noneMatch(one -> one.address().family() == family);
    }
}

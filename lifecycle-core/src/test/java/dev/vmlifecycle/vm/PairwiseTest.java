package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.VlanTag;
import dev.vmlifecycle.vm.Combination.Store;
import dev.vmlifecycle.vm.Combination.Tag;
import dev.vmlifecycle.vm.Combination.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each pair of choices goes through deploy, change and terminate; the same package again changes nothing. */
class PairwiseTest {
    private static final long SEED = 42;
    /** The first step always succeeds, so do a start after a stop and the check at the end. */
    private static final Set<String> OWN_WAYS = Set.of("Update IP + DNS + Firewall", "Start VM", "Verify VM");

    private static final ByteSize MEMORY = ByteSize.ofMiB(512);

    @Test
    void eachPairOfChoices_endsInTheWantedWorld_andASecondRunOnlyReads() {
        List<Combination> rows = Pairs.covering(Combination.axes(), SEED).stream()
                .map(Combination::of)
                .toList();

        for (int i = 0; i < rows.size(); i++) {
            // More memory needs a stop, and a stop hides what a running VM does not take.
            walk(rows.get(i), rows.get((i + 1) % rows.size()), ByteSize.ofMiB(1024));
            walk(rows.get(i), rows.get((i + 1) % rows.size()), MEMORY);
        }
        System.out.printf(
                "pairwise: %d combinations cover %d pairs of %d axes, each through deploy, change, change back and terminate, with and without a change that needs a stop%n",
                rows.size(), Pairs.count(Combination.axes()), Combination.axes().size());
        rows.forEach(row -> System.out.println("  " + row));
    }

    private static void walk(Combination row, Combination other, ByteSize memory) {
        VmWorld world = VmWorld.create();
        MatrixTemplate.create(world, row);
        VmLifecycle host = world.host();
        Wanted wanted = new Wanted(row);
        String where = row + ", deploy: ";

        host.deploy(DeployRequest.of(VmWorld.KEY, VmWorld.FQDN, row.pkg(MEMORY, ByteSize.ofGiB(3)), placement(row)));
        world.settle(host);
        wanted.apply(row, MEMORY, ByteSize.ofGiB(3));
        wanted.check(world, view(host), where + host.log(VmWorld.KEY));
        onlyReads(world, host, row.pkg(MEMORY, ByteSize.ofGiB(3)), where);

        Combination changed = row.withPackageOf(other);
        String change = row + ", change to " + other + ": ";
        change(world, host, wanted, changed, memory, change);
        onlyReads(world, host, changed.pkg(memory, ByteSize.ofGiB(4)), change);
        change(world, host, wanted, row, memory, row + ", change back: ");

        host.terminate(VmWorld.KEY);
        world.settle(host);
        assertThat(view(host).state()).as(where).isEqualTo("remove");
        assertThat(world.snapshot().vms()).as(where).containsOnlyKeys(VmWorld.TEMPLATE, MatrixTemplate.VMID);
        assertThat(world.snapshot().volumes())
                .as(where)
                .allMatch(volume -> volume.vmid() == VmWorld.TEMPLATE || volume.vmid() == MatrixTemplate.VMID);
        assertThat(world.records()).as(where).isEmpty();
    }

    private static void change(
            VmWorld world, VmLifecycle host, Wanted wanted, Combination to, ByteSize memory, String where) {
        PackageSpec pkg = to.pkg(memory, ByteSize.ofGiB(4));
        Plan plan = host.plan(VmWorld.KEY, pkg);
        host.changePackage(VmWorld.KEY, pkg);
        world.settle(host);
        assertThat(worked(host)).as(where + plan).isEqualTo(planned(plan));
        wanted.apply(to, memory, ByteSize.ofGiB(4));
        wanted.check(world, view(host), where + host.log(VmWorld.KEY));
    }

    /** The labels of the steps that changed something, and whether the VM was stopped. */
    private static Set<String> worked(VmLifecycle host) {
        Set<String> labels = new TreeSet<>();
        for (Run run : host.log(VmWorld.KEY)) {
            run.lines().stream()
                    .filter(line -> line.result().equals("success") && !OWN_WAYS.contains(line.label()))
                    .forEach(line -> labels.add(line.label()));
            if (run.lines().stream().anyMatch(line -> line.from().equals("change_package"))) {
                return labels;
            }
        }
        throw new AssertionError("no run of change_package (expected: one)");
    }

    private static Set<String> planned(Plan plan) {
        Set<String> labels = new TreeSet<>();
        plan.changes().stream()
                .filter(change -> change.impact() != Impact.REFUSED && !OWN_WAYS.contains(change.step()))
                .forEach(change -> labels.add(change.step()));
        if (plan.stopsVm()) {
            labels.add("Stop VM");
        }
        return labels;
    }

    private static void onlyReads(VmWorld world, VmLifecycle host, PackageSpec same, String where) {
        assertThat(host.plan(VmWorld.KEY, same).isEmpty()).as(where).isTrue();
        world.sim.requests().clear();
        host.changePackage(VmWorld.KEY, same);
        world.settle(host);
        assertThat(view(host).state()).as(where).isEqualTo("ready");
        assertThat(world.sim.requests().writes()).as(where).isEmpty();
    }

    private static VmView view(VmLifecycle host) {
        return host.get(VmWorld.KEY).orElseThrow();
    }

    private static Placement placement(Combination row) {
        return new Placement(
                "ams1",
                NodeName.of(row.target() == Target.OTHER_NODE ? "pve2" : "pve1"),
                Map.of(NodeName.of("pve1"), Vmid.of(MatrixTemplate.VMID)),
                row.mode(),
                StorageId.of(row.store() == Store.SHARED ? "shared1" : "local"),
                new Placement.Net("vmbr0", row.tag() == Tag.TAGGED ? Optional.of(VlanTag.of(42)) : Optional.empty()),
                List.of("v4", "v6"),
                new Placement.VmidRange(Vmid.of(5000), Vmid.of(5999)));
    }
}

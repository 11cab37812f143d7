package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must hold in a world at rest, for assertions of users' tests: {@code assertThat(Invariants.violations(world)).isEmpty()}.
 *
 * <p>No address at two VMs, in {@code ipconfigN} or in {@code ipfilter-netN}, however it is written, nor in a subnet another VM may
 * use; no MAC twice; every disk of a VM exists on its node, in one VM only, a linked clone's base too where the volume's name tells it;
 * every image belongs to a VM and hangs in its configuration; no lock and no firewall file is left behind.
 */
public final class Invariants {

    private final WorldSnapshot world;
    private final List<String> violations = new ArrayList<>();

    private Invariants(WorldSnapshot world) {
        this.world = world;
    }

    /**
     * {@return what is wrong, one sentence each; empty when all is well}
     *
     * @param world a picture of the world
     */
    public static List<String> violations(WorldSnapshot world) {
        Invariants invariants = new Invariants(world);
        AddressClaims claims = new AddressClaims(world);
        invariants.shared("address", claims.users());
        invariants.violations.addAll(claims.overlaps());
        invariants.macs();
        invariants.violations.addAll(VolumeUse.violations(world));
        invariants.leftovers();
        return List.copyOf(invariants.violations);
    }

    /**
     * {@return the VMIDs that use an address, by address without prefix length in its shortest spelling; subnets are no addresses}
     *
     * @param world a picture of the world
     */
    public static Map<String, Set<Integer>> addresses(WorldSnapshot world) {
        return new AddressClaims(world).users();
    }

    private void macs() {
        Map<String, List<Integer>> users = new TreeMap<>();
        world.vms()
                .forEach((vmid, vm) -> vm.config().forEach((key, value) -> {
                    if (NetSpec.isKey(key)) {
                        String mac = NetSpec.parse(value).mac().toUpperCase(Locale.ROOT);
                        users.computeIfAbsent(mac, any -> new ArrayList<>()).add(vmid);
                    }
                }));
        Map<String, Set<Integer>> distinct = new TreeMap<>();
        users.forEach((mac, vmids) -> {
            distinct.put(mac, new TreeSet<>(vmids));
            new TreeSet<>(vmids).forEach(vmid -> {
                int times = Collections.frequency(vmids, vmid);
                if (times > 1) {
                    violations.add("MAC " + mac + ": " + times + " times in VM " + vmid + " (expected: once)");
                }
            });
        });
        shared("MAC", distinct);
    }

    private void shared(String kind, Map<String, Set<Integer>> users) {
        users.forEach((value, vmids) -> {
            if (vmids.size() > 1) {
                violations.add(kind + " " + value + ": used by VMs " + vmids + " (expected: one)");
            }
        });
    }

    /** A guest suspended to disk keeps its lock until it is resumed. */
    private void leftovers() {
        world.vms()
                .values()
                .forEach(vm -> vm.lock().ifPresent(lock -> {
                    if (world.runningTasks().isEmpty() && !lock.equals("suspended")) {
                        violations.add(
                                "VM " + vm.vmid() + ": locked (" + lock + ") without a task (expected: unlocked)");
                    }
                }));
        world.firewalls().keySet().forEach(vmid -> {
            if (!world.vms().containsKey(vmid)) {
                violations.add("firewall file " + vmid + ": no such VM (expected: removed with it)");
            }
        });
    }
}

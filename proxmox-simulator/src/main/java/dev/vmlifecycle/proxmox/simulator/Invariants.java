package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
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
 * use; no MAC twice; every disk of a VM exists on its node, in one VM only and there once, a linked clone's base too where the volume's
 * name tells it; every image belongs to a VM and hangs in its configuration; no lock without a task that could hold it, no task of a
 * VM that is gone, no firewall file left behind; no VM runs on a node that is down.
 */
public final class Invariants {

    /** Tasks that begin before their VM is there. */
    private static final Set<String> MAKING = Set.of("qmcreate", "qmrestore");

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
        invariants.places();
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

    /** A clone sets the lock property of the new VM only. */
    private static Set<Integer> locks(WorldSnapshot.TaskView task) {
        Set<Integer> vmids = new TreeSet<>(task.vmids());
        vmids.removeIf(vmid -> task.type().equals("qmclone") && task.id().equals(vmid.toString()));
        return vmids;
    }

    private void places() {
        world.vms().values().forEach(vm -> {
            if (vm.running() && world.downNodes().contains(vm.node())) {
                violations.add("VM " + vm.vmid() + ": runs on node " + vm.node()
                        + ", which is down (expected: one that is up)");
            }
        });
        world.runningTasks().forEach(task -> {
            boolean ofVm = task.type().startsWith("qm") && !MAKING.contains(task.type()) && Whole.is(task.id());
            if (ofVm && !world.vms().containsKey(Whole.small(task.id(), 0))) {
                violations.add(
                        "task " + task.upid() + ": VM " + task.id() + " is missing (expected: there to its end)");
            }
        });
    }

    /** A guest suspended to disk keeps its lock until it is resumed. */
    private void leftovers() {
        Set<Integer> locked = new TreeSet<>();
        world.runningTasks().forEach(task -> locked.addAll(locks(task)));
        world.vms()
                .values()
                .forEach(vm -> vm.lock().ifPresent(lock -> {
                    if (!locked.contains(vm.vmid()) && !lock.equals("suspended")) {
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

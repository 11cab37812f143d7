package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What must hold in a world at rest, for assertions of users' tests: {@code assertThat(Invariants.violations(world)).isEmpty()}.
 *
 * <p>No address at two VMs, in {@code ipconfigN} or in {@code ipfilter-netN}; no MAC twice; every disk of a VM exists; every image
 * belongs to a VM and hangs in its configuration; no lock and no firewall file is left behind.
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
        invariants.shared("address", addresses(world));
        invariants.shared("MAC", macs(world));
        invariants.volumes();
        invariants.leftovers();
        return List.copyOf(invariants.violations);
    }

    /**
     * {@return the VMIDs that use an address, by address without prefix length}
     *
     * @param world a picture of the world
     */
    public static Map<String, Set<Integer>> addresses(WorldSnapshot world) {
        Map<String, Set<Integer>> users = new TreeMap<>();
        world.vms()
                .forEach((vmid, vm) -> vm.config().forEach((key, value) -> {
                    if (key.matches("ipconfig\\d+")) {
                        Map<String, String> parts = PropertyString.parse(value).options();
                        use(users, parts.getOrDefault("ip", ""), vmid);
                        use(users, parts.getOrDefault("ip6", ""), vmid);
                    }
                }));
        world.firewalls()
                .forEach((vmid, file) -> file.ipsets().forEach((name, entries) -> {
                    if (name.startsWith("ipfilter-net")) {
                        entries.forEach(entry -> use(users, entry, vmid));
                    }
                }));
        return users;
    }

    private static void use(Map<String, Set<Integer>> users, String address, int vmid) {
        if (address.matches("[0-9A-Fa-f.:]+(/\\d+)?")) {
            String plain = address.replaceFirst("/.*", "");
            users.computeIfAbsent(plain, key -> new TreeSet<>()).add(vmid);
        }
    }

    private static Map<String, Set<Integer>> macs(WorldSnapshot world) {
        Map<String, Set<Integer>> users = new TreeMap<>();
        world.vms()
                .forEach((vmid, vm) -> vm.config().forEach((key, value) -> {
                    if (NetSpec.isKey(key)) {
                        users.computeIfAbsent(NetSpec.parse(value).mac(), mac -> new TreeSet<>())
                                .add(vmid);
                    }
                }));
        return users;
    }

    private void shared(String kind, Map<String, Set<Integer>> users) {
        users.forEach((value, vmids) -> {
            if (vmids.size() > 1) {
                violations.add(kind + " " + value + ": used by VMs " + vmids + " (expected: one)");
            }
        });
    }

    private void volumes() {
        Set<String> present = new HashSet<>();
        world.volumes().forEach(volume -> present.add(volume.volid()));
        Set<String> used = new HashSet<>();
        world.vms()
                .values()
                .forEach(vm -> disks(vm).forEach(volid -> {
                    used.add(volid);
                    if (!present.contains(volid)) {
                        violations.add(
                                "VM " + vm.vmid() + ": volume " + volid + " is missing (expected: on its storage)");
                    }
                }));
        for (WorldSnapshot.VolumeView volume : world.volumes()) {
            if (volume.content().equals("images") && !used.contains(volume.volid())) {
                violations.add("volume " + volume.volid() + ": nobody's (expected: in a configuration)");
            }
        }
    }

    private static Set<String> disks(WorldSnapshot.VmView vm) {
        Set<String> disks = new TreeSet<>();
        for (Map<String, String> values : List.of(vm.config(), vm.pending())) {
            values.forEach((key, value) -> {
                String volume = DriveSpec.parse(value).volume();
                if ((DriveSpec.isKey(key) || key.startsWith("unused")) && volume.contains(":")) {
                    disks.add(volume);
                }
            });
        }
        return disks;
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

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes pictures of the world. */
final class Snapshots {

    private static final List<String> NAMING_VMS = List.of("vmid", "newid", "target-vmid", "vmids");

    private Snapshots() {}

    static WorldSnapshot of(World world) {
        Map<Integer, WorldSnapshot.VmView> vms = new TreeMap<>();
        world.state.vms.forEach((vmid, vm) -> vms.put(vmid, vm(vm)));
        Map<Integer, WorldSnapshot.FirewallView> firewalls = new TreeMap<>();
        world.state.firewalls.forEach((vmid, file) -> firewalls.put(vmid, firewall(file)));
        return new WorldSnapshot(
                Instant.ofEpochMilli(world.now()),
                Collections.unmodifiableMap(vms),
                world.state.volumes.stream().map(Snapshots::volume).toList(),
                world.state.tasks.stream()
                        .filter(task -> !task.hidden)
                        .map(Snapshots::task)
                        .toList(),
                Collections.unmodifiableMap(firewalls),
                Set.copyOf(world.state.down));
    }

    private static WorldSnapshot.VmView vm(Vm vm) {
        return new WorldSnapshot.VmView(
                vm.vmid,
                vm.node,
                vm.name(),
                Map.copyOf(vm.config),
                Map.copyOf(vm.pending),
                Set.copyOf(vm.deletes),
                vm.digest(),
                vm.running,
                vm.paused,
                optional(vm.lock()),
                Set.copyOf(vm.offBridge),
                Set.copyOf(vm.linkDown));
    }

    private static WorldSnapshot.VolumeView volume(Volume volume) {
        return new WorldSnapshot.VolumeView(
                volume.volid(), optional(volume.node), volume.vmid, volume.content, volume.size, volume.isProtected);
    }

    private static WorldSnapshot.TaskView task(Task task) {
        Optional<String> exit = task.running() ? Optional.empty() : Optional.of(task.exit);
        Optional<Instant> end = task.running() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(task.endMs));
        Instant start = Instant.ofEpochMilli(task.startMs);
        return new WorldSnapshot.TaskView(task.upid, task.node, task.type, task.id, vmids(task), start, end, exit);
    }

    private static Set<Integer> vmids(Task task) {
        Set<Integer> vmids = new TreeSet<>();
        for (String key : NAMING_VMS) {
            Texts.list(task.arg(key)).stream().filter(Whole::is).forEach(text -> vmids.add(Whole.small(text, 0)));
        }
        return Collections.unmodifiableSet(vmids);
    }

    private static WorldSnapshot.FirewallView firewall(FirewallFile file) {
        Map<String, List<String>> sets = new LinkedHashMap<>();
        file.ipsets.forEach((name, set) ->
                sets.put(name, set.entries.stream().map(entry -> entry.cidr).toList()));
        List<Map<String, String>> rules =
                file.rules.stream().<Map<String, String>>map(Map::copyOf).toList();
        return new WorldSnapshot.FirewallView(Map.copyOf(file.options), Collections.unmodifiableMap(sets), rules);
    }

    private static Optional<String> optional(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}

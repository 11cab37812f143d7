package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes a VM; on failure its configuration and what was allocated so far are removed. */
final class CreateProgram implements TaskProgram {

    static final String QEMU_VERSION = "9.2.0";

    @Override
    public void step(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        if (task.phase == 0) {
            Map<String, String> config = configure(world, task, vm);
            vm.config.clear();
            vm.config.putAll(config);
            vm.config.put("lock", "create");
            TaskProgram.next(world, task, world.takes(task.type, 0));
            return;
        }
        finish(world, task, vm);
    }

    static void finish(World world, Task task, Vm vm) {
        vm.config.remove("lock");
        joinPool(world, task, vm.vmid);
        if (task.flag("start")) {
            Power.on(world, vm);
        }
    }

    /** The pool may have gone since the call; the VM does not fail for it. */
    static void joinPool(World world, Task task, int vmid) {
        AccessState.Pool pool = world.state.access.pools.get(task.arg("pool"));
        if (pool != null) {
            pool.vms.add(vmid);
        }
    }

    private Map<String, String> configure(World world, Task task, Vm vm) {
        Map<String, String> config = new TreeMap<>();
        List<Volume> before = List.copyOf(world.volumes.ofVm(vm.vmid));
        try {
            CreateCalls.options(task.args).forEach((key, value) -> {
                if (!value.isEmpty()) {
                    config.put(
                            key,
                            DriveSpec.isKey(key)
                                    ? Drives.resolve(world, vm, DriveSpec.parse(value))
                                            .print()
                                    : value);
                }
            });
        } catch (ApiError e) {
            world.volumes.ofVm(vm.vmid).stream()
                    .filter(volume -> !before.contains(volume))
                    .toList()
                    .forEach(world.volumes::remove);
            world.removeVm(vm.vmid);
            throw ApiError.die(
                    "unable to create VM " + vm.vmid + " - " + e.text().strip());
        }
        defaults(world, config);
        return config;
    }

    private static void defaults(World world, Map<String, String> config) {
        config.putIfAbsent("boot", defaultBoot(config));
        config.putIfAbsent("smbios1", "uuid=" + world.random.uuid());
        config.putIfAbsent("vmgenid", world.random.uuid());
        config.put("meta", "creation-qemu=" + QEMU_VERSION + ",ctime=" + world.now() / 1000);
    }

    /** First disk, first CD, first NIC; a blank when there is none of them. */
    static String defaultBoot(Map<String, String> config) {
        List<String> order = new ArrayList<>();
        first(config, false).ifPresent(order::add);
        first(config, true).ifPresent(order::add);
        config.keySet().stream().filter(NetSpec::isKey).findFirst().ifPresent(order::add);
        return order.isEmpty() ? " " : "order=" + String.join(";", order);
    }

    private static java.util.Optional<String> first(Map<String, String> config, boolean cdrom) {
        return config.entrySet().stream()
                .filter(entry -> DriveSpec.isKey(entry.getKey())
                        && !entry.getKey().matches("efidisk0|tpmstate0")
                        && DriveSpec.parse(entry.getValue()).isCdrom() == cdrom)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void aborted(World world, Task task) {
        world.volumes.ofVm(task.vmid()).forEach(world.volumes::remove);
        world.removeVm(task.vmid());
    }
}

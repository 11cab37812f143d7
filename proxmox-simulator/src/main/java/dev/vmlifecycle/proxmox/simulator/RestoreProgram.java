package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Restores a backup. A failure leaves an empty configuration behind, which occupies the VMID (8.4.1). */
final class RestoreProgram implements TaskProgram {

    @Override
    public void step(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        if (task.phase == 0) {
            if (vm.running) {
                throw ApiError.die("unable to restore VM " + vm.vmid + " - vm is running");
            }
            if (!task.flag("occupied")) {
                World.checkLock(vm);
            }
            begin(world, task, vm);
            return;
        }
        CreateProgram.finish(world, task, vm);
    }

    /** The disks that were being written go; of the configuration nothing stays but its file. */
    @Override
    public void aborted(World world, Task task) {
        world.vm(task.vmid()).filter(vm -> vm.lock().equals("create")).ifPresent(vm -> {
            disks(world, vm).forEach(world.volumes::remove);
            vm.config.clear();
        });
    }

    private static List<Volume> disks(World world, Vm vm) {
        return world.volumes.ofVm(vm.vmid).stream()
                .filter(volume -> !volume.content.equals("backup"))
                .toList();
    }

    private static void begin(World world, Task task, Vm vm) {
        Volume archive = world.volumes.require(task.node, task.arg("archive"));
        disks(world, vm).forEach(world.volumes::remove);
        vm.config.clear();
        vm.pending.clear();
        vm.deletes.clear();
        vm.snapshots.clear();
        Map<String, String> config = adapted(world, task, vm, archive);
        CreateCalls.options(task.args).forEach((key, value) -> {
            if (!key.equals("occupied")) {
                config.put(key, value);
            }
        });
        vm.config.putAll(config);
        vm.config.put("lock", "create");
        long bytes = world.volumes.ofVm(vm.vmid).stream()
                .mapToLong(volume -> volume.size)
                .sum();
        TaskProgram.next(world, task, world.takes(task.type, bytes));
    }

    private static Map<String, String> adapted(World world, Task task, Vm vm, Volume archive) {
        Map<String, String> config = new TreeMap<>(archive.config);
        for (String key : new String[] {"lock", "parent", "template"}) {
            config.remove(key);
        }
        config.keySet().removeIf(key -> key.startsWith("unused"));
        config.replaceAll((key, value) -> DriveSpec.isKey(key) ? drive(world, task, vm, value) : value);
        config.put("vmgenid", world.random.uuid());
        if (task.flag("unique")) {
            config.put("smbios1", "uuid=" + world.random.uuid());
            config.replaceAll((key, value) -> NetSpec.isKey(key)
                    ? NetSpec.parse(value).withMac(world.random.mac()).print()
                    : value);
        }
        return config;
    }

    private static String drive(World world, Task task, Vm vm, String value) {
        DriveSpec drive = DriveSpec.parse(value);
        String from = drive.volume().contains(":")
                ? drive.volume().substring(0, drive.volume().indexOf(':'))
                : "";
        if (from.isEmpty()) {
            return value;
        }
        String storage = task.arg("storage").isEmpty() ? from : task.arg("storage");
        if (drive.isCloudinit()) {
            Volume made = world.volumes.allocateCloudinit(task.node, storage, vm.vmid);
            return drive.withVolume(made.volid()).print();
        }
        if (drive.isCdrom()) {
            return value;
        }
        String format = drive.volume().substring(drive.volume().lastIndexOf('.') + 1);
        StorageSpec target = world.cluster.storageOn(storage, task.node);
        long bytes = DiskSize.bytes(drive.options().getOrDefault("size", "0"));
        Volume made = world.volumes.allocateDisk(
                task.node,
                storage,
                vm.vmid,
                target.formats().contains(format) ? format : target.defaultFormat(),
                bytes);
        return drive.withVolume(made.volid()).print();
    }
}

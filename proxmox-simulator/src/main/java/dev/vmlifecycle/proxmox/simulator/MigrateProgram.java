package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Moves a VM: local volumes are copied, shared ones stay; the configuration moves while the task still runs. */
final class MigrateProgram implements TaskProgram {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Override
    public String lockFile(int vmid) {
        return "/var/lock/pve-manager/pve-migrate-" + vmid;
    }

    @Override
    public void step(World world, Task task) {
        switch (task.phase) {
            case 0 -> begin(world, task);
            case 1 -> move(world, task);
            default -> world.vm(task.vmid()).ifPresent(vm -> vm.config.remove("lock"));
        }
    }

    private void begin(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        World.checkLock(vm);
        vm.config.put("lock", "migrate");
        String target = task.arg("target");
        int number = world.cluster.nodeNames().indexOf(target) + 1;
        say(world, task, "starting migration of VM " + vm.vmid + " to node '" + target + "' (10.99.0." + number + ")");
        long copied = 0;
        for (Map.Entry<String, DriveSpec> entry : vm.drives().entrySet()) {
            copied += announce(world, task, vm, entry.getValue());
        }
        vm.config.forEach((key, value) -> {
            if (key.startsWith("unused")) {
                say(world, task, "found local disk '" + value + "' (unused)");
            }
        });
        if (copied > 0) {
            say(world, task, "copying local disk images");
        }
        long took = world.takes("qmigrate", copied);
        TaskProgram.next(world, task, took * 9 / 10);
        task.expectedEndMs = world.now() + took;
    }

    private long announce(World world, Task task, Vm vm, DriveSpec drive) {
        Volume volume = world.volumes.find(vm.node, drive.volume()).orElse(null);
        if (volume == null || volume.node.isEmpty()) {
            return 0;
        }
        String kind = drive.isCloudinit() ? "generated" : "local";
        String where = drive.isCloudinit() ? "(in current VM config)" : "(attached)";
        say(world, task, "found " + kind + " disk '" + drive.volume() + "' " + where);
        if (!volume.parent.isEmpty()) {
            String complaint = "can't migrate '" + drive.volume() + "' as it's a clone of '" + volume.parent + "'";
            say(world, task, "ERROR: Problem found while scanning volumes - " + complaint);
            say(world, task, "aborting phase 1 - cleanup resources");
            say(
                    world,
                    task,
                    "ERROR: migration aborted (duration 00:00:00): Problem found while scanning volumes - "
                            + complaint);
            aborted(world, task);
            throw ApiError.die("migration aborted");
        }
        return volume.size;
    }

    private static void move(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        String target = task.arg("target");
        StorageMap map = StorageMap.parse(task.arg("targetstorage"));
        vm.config.replaceAll((key, value) ->
                DriveSpec.isKey(key) || key.startsWith("unused") ? moved(world, vm, map, target, value) : value);
        vm.node = target;
        say(
                world,
                task,
                "migration finished successfully (duration 00:00:0"
                        + Math.min(9, (task.expectedEndMs - task.startMs) / 1000) + ")");
        TaskProgram.next(world, task, task.expectedEndMs - world.now());
    }

    private static String moved(World world, Vm vm, StorageMap map, String target, String value) {
        DriveSpec drive = DriveSpec.parse(value);
        Volume old = world.volumes.find(vm.node, drive.volume()).orElse(null);
        if (old == null || old.node.isEmpty()) {
            return value;
        }
        StorageSpec storage = world.cluster.storage(map.target(old.storage));
        Volume copy;
        if (drive.isCloudinit()) {
            copy = world.volumes.allocateCloudinit(target, storage.id(), vm.vmid);
        } else {
            String format = storage.formats().contains(old.format) ? old.format : storage.defaultFormat();
            copy = world.volumes.allocateDisk(target, storage.id(), vm.vmid, format, old.size);
            keepName(world, storage, target, old, copy);
        }
        world.volumes.remove(old);
        return drive.withVolume(new Volid(copy.storage, copy.name).toString()).print();
    }

    /** A volume keeps its number on the other side unless it is taken there. */
    private static void keepName(World world, StorageSpec storage, String target, Volume old, Volume copy) {
        String wanted = Volumes.path(storage, old.vmid, Volumes.stemOf(old), copy.format);
        if (world.volumes.find(target, storage.id() + ":" + wanted).isEmpty()) {
            world.volumes.rename(copy, wanted);
        }
    }

    @Override
    public void aborted(World world, Task task) {
        world.vm(task.vmid()).ifPresent(vm -> {
            if (vm.lock().equals("migrate")) {
                vm.config.remove("lock");
            }
        });
    }

    private static void say(World world, Task task, String text) {
        task.say(world.now(), STAMP.format(Instant.ofEpochMilli(world.now())) + " " + text);
    }
}

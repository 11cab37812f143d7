package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Moves a VM: local volumes are copied, shared ones stay; the configuration moves while the task still runs. */
final class MigrateProgram implements TaskProgram {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final long CONNECT_MS = 400;

    @Override
    public String lockFile(int vmid) {
        return "/var/lock/pve-manager/pve-migrate-" + vmid;
    }

    /** Before that nothing is begun that could be left behind. */
    @Override
    public int struckFrom() {
        return 2;
    }

    @Override
    public void step(World world, Task task) {
        switch (task.phase) {
            case 0 -> begin(world, task);
            case 1 -> connected(world, task);
            case 2 -> move(world, task);
            default -> world.vm(task.vmid()).ifPresent(vm -> vm.config.remove("lock"));
        }
    }

    /** Looks for the other node first: the lock property comes when that has answered (8.4.1: 0.4 s later). */
    private static void begin(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        World.checkLock(vm);
        say(
                world,
                task,
                "starting migration of VM " + vm.vmid + " to node '" + task.arg("target") + "' (" + address(world, task)
                        + ")");
        long copied = vm.drives().values().stream()
                .mapToLong(drive -> world.volumes
                        .find(vm.node, drive.volume())
                        .filter(MigrateProgram::isLocal)
                        .map(volume -> volume.size)
                        .orElse(0L))
                .sum();
        long took = world.takes("qmigrate", copied);
        TaskProgram.next(world, task, Math.min(CONNECT_MS, took / 2));
        task.expectedEndMs = Whole.sum(world.now(), took);
    }

    private void connected(World world, Task task) {
        reach(world, task);
        Vm vm = world.vmOn(task.node, task.vmid());
        World.checkLock(vm);
        vm.config.put("lock", "migrate");
        boolean attachedOnly = vm.running && !task.flag("with-local-disks");
        long copied = 0;
        for (Map.Entry<String, DriveSpec> entry : vm.drives().entrySet()) {
            long bytes = announce(world, task, vm, entry.getValue());
            if (bytes > 0 && attachedOnly && !entry.getValue().isCdrom()) {
                throw scanFailed(
                        world, task, "can't live migrate attached local disks without with-local-disks option");
            }
            copied = Whole.sum(copied, bytes);
        }
        vm.config.forEach((key, value) -> {
            if (key.startsWith("unused")) {
                say(world, task, "found local disk '" + value + "' (unused)");
            }
        });
        if (copied > 0) {
            say(world, task, "copying local disk images");
        }
        long end = task.expectedEndMs;
        TaskProgram.next(world, task, (end - world.now()) - (end - task.startMs) / 10);
        task.expectedEndMs = end;
    }

    /** A node that takes no connection takes no VM either; the words are those of Proxmox's source, not of a recording. */
    private static void reach(World world, Task task) {
        if (world.state.down.contains(task.arg("target"))) {
            say(world, task, "ssh: connect to host " + address(world, task) + " port 22: Connection refused");
            throw aborted(world, task, "Can't connect to destination address using public key");
        }
    }

    private static String address(World world, Task task) {
        return "10.99.0." + (world.cluster.nodeNames().indexOf(task.arg("target")) + 1);
    }

    private static boolean isLocal(Volume volume) {
        return !volume.node.isEmpty();
    }

    private long announce(World world, Task task, Vm vm, DriveSpec drive) {
        Volume volume = world.volumes.find(vm.node, drive.volume()).orElse(null);
        if (volume == null || !isLocal(volume)) {
            return 0;
        }
        String kind = drive.isCloudinit() ? "generated" : "local";
        String where = drive.isCloudinit() ? "(in current VM config)" : "(attached)";
        say(world, task, "found " + kind + " disk '" + drive.volume() + "' " + where);
        if (!volume.parent.isEmpty()) {
            throw scanFailed(
                    world, task, "can't migrate '" + drive.volume() + "' as it's a clone of '" + volume.parent + "'");
        }
        return volume.size;
    }

    private ApiError scanFailed(World world, Task task, String complaint) {
        return failed(world, task, "Problem found while scanning volumes - " + complaint);
    }

    /** The log tells why, the exit status does not; the VM stays where it was, unlocked. */
    private ApiError failed(World world, Task task, String why) {
        say(world, task, "ERROR: " + why);
        say(world, task, "aborting phase 1 - cleanup resources");
        aborted(world, task);
        return aborted(world, task, why);
    }

    private static ApiError aborted(World world, Task task, String why) {
        String duration = "00:00:0" + Math.min(9, (world.now() - task.startMs) / 1000);
        say(world, task, "ERROR: migration aborted (duration " + duration + "): " + why);
        return ApiError.die("migration aborted");
    }

    private void move(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        String target = task.arg("target");
        if (world.state.down.contains(target)) {
            throw failed(world, task, "ssh: connect to host " + address(world, task) + " port 22: Connection refused");
        }
        VolumeMove volumes = new VolumeMove(world, vm, target, StorageMap.parse(task.arg("targetstorage")));
        try {
            volumes.copy();
        } catch (ApiError e) {
            throw failed(world, task, e.text().strip());
        }
        volumes.finish();
        vm.node = target;
        say(
                world,
                task,
                "migration finished successfully (duration 00:00:0"
                        + Math.min(9, (task.expectedEndMs - task.startMs) / 1000) + ")");
        TaskProgram.next(world, task, task.expectedEndMs - world.now());
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

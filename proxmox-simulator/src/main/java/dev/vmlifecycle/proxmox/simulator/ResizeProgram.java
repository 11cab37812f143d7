package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;

/** Grows a disk; every failure, even a missing VM, is found here and not in the call. */
final class ResizeProgram implements TaskProgram {

    /** Up to 7.4 the call worked at once and answered nothing. */
    static Reply resize(Call call) {
        if (call.world().cluster.version().major() >= 8) {
            return Reply.upid(call.start("resize"));
        }
        World world = call.world();
        Task task = new Task();
        task.node = call.node();
        task.args.putAll(call.params());
        admit(world, task);
        apply(world, task);
        return Reply.nothing().waited(world.tasks.lockWait(call.node(), call.vmid()));
    }

    private static void admit(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        World.checkDigest(vm, task.arg("digest"));
        World.checkLock(vm);
        wanted(world, vm, task);
        world.checkWritable(vm);
    }

    @Override
    public void step(World world, Task task) {
        if (task.phase == 0) {
            admit(world, task);
            TaskProgram.next(world, task, world.takes(task.type, 0));
            return;
        }
        apply(world, task);
    }

    private static void apply(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        String key = task.arg("disk");
        DriveSpec drive = DriveSpec.parse(vm.config.getOrDefault(key, ""));
        Volume volume = world.volumes.require(vm.node, drive.volume());
        volume.size = wanted(world, vm, task);
        vm.config.put(key, drive.with("size", DiskSize.print(volume.size)).print());
    }

    private static long wanted(World world, Vm vm, Task task) {
        String key = task.arg("disk");
        String text = vm.config.get(key);
        if (text == null || !DriveSpec.isKey(key)) {
            throw ApiError.die("disk '" + key + "' does not exist");
        }
        DriveSpec drive = DriveSpec.parse(text);
        if (drive.isCdrom()) {
            throw ApiError.die("you can't resize a cdrom");
        }
        Volume volume = world.volumes.require(vm.node, drive.volume());
        long present = volume.size;
        long size = Whole.sum(DiskSize.bytes(task.arg("size")), task.arg("size").startsWith("+") ? present : 0);
        if (size < present) {
            throw ApiError.die("shrinking disks is not supported");
        }
        Volumes.checkGrowth(volume, size);
        return size;
    }
}

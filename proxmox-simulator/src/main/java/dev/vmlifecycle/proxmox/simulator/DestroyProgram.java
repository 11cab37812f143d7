package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.ArrayList;
import java.util.List;

/** Destroys a VM: volumes first, then a configuration holding only {@code lock: destroyed}, then nothing. Backups stay. */
final class DestroyProgram implements TaskProgram {

    @Override
    public void step(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        long took = world.cluster.times().destroy().toMillis();
        if (task.phase == 0) {
            World.checkLock(vm);
            DestroyCalls.check(vm);
            refuseBaseInUse(world, vm);
            TaskProgram.next(world, task, took * 3 / 4);
        } else if (task.phase == 1) {
            freeVolumes(world, task, vm);
            vm.config.clear();
            vm.pending.clear();
            vm.deletes.clear();
            vm.config.put("lock", "destroyed");
            TaskProgram.next(world, task, took / 4);
        } else {
            world.state.firewalls.remove(vm.vmid);
            world.state.vms.remove(vm.vmid);
        }
    }

    private static void refuseBaseInUse(World world, Vm vm) {
        for (Volume volume : owned(world, vm)) {
            if (world.volumes.hasLinkedClones(volume)) {
                throw ApiError.die("base volume '" + volume.volid() + "' is still in use by linked cloned");
            }
        }
    }

    private static List<Volume> owned(World world, Vm vm) {
        List<Volume> owned = new ArrayList<>();
        vm.merged().forEach((key, value) -> {
            if (DriveSpec.isKey(key) || key.startsWith("unused")) {
                world.volumes
                        .find(vm.node, DriveSpec.parse(value).volume())
                        .filter(volume -> volume.vmid == vm.vmid)
                        .ifPresent(owned::add);
            }
        });
        return owned;
    }

    private static void freeVolumes(World world, Task task, Vm vm) {
        owned(world, vm).forEach(world.volumes::remove);
        if (task.flag("destroy-unreferenced-disks")) {
            world.state.volumes.removeIf(volume -> volume.vmid == vm.vmid
                    && volume.content.equals("images")
                    && (volume.node.isEmpty() || volume.node.equals(vm.node)));
        }
    }
}

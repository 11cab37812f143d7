package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Destroys a VM: volumes first, then a configuration holding only {@code lock: destroyed}, then nothing. Backups stay. */
final class DestroyProgram implements TaskProgram {

    @Override
    public void step(World world, Task task) {
        Vm vm = world.vmOn(task.node, task.vmid());
        long took = task.phase == 0 ? world.takes(task.type, 0) : task.expectedEndMs - task.startMs;
        if (task.phase == 0) {
            if (!task.flag("skiplock")) {
                World.checkLock(vm);
            }
            DestroyCalls.check(vm);
            refuseBaseInUse(world, vm);
            TaskProgram.next(world, task, took * 3 / 4);
        } else if (task.phase == 1) {
            // A clone may have begun since.
            refuseBaseInUse(world, vm);
            freeVolumes(world, task, vm);
            // Without quorum the disks are gone before the configuration turns out to be read-only (8.4.1).
            world.checkWritable(vm);
            vm.config.clear();
            vm.pending.clear();
            vm.deletes.clear();
            vm.config.put("lock", "destroyed");
            TaskProgram.next(world, task, took / 4);
        } else {
            world.state.firewalls.remove(vm.vmid);
            forget(world, task, vm.vmid);
            world.removeVm(vm.vmid);
        }
    }

    /** Rules and pool membership go always, jobs and HA only when asked. */
    private static void forget(World world, Task task, int vmid) {
        world.state.access.acl.removeIf(acl -> acl.path.equals("/vms/" + vmid));
        world.state.access.pools.values().forEach(pool -> pool.vms.remove(vmid));
        if (task.flag("purge")) {
            world.state.cluster.haResources.remove("vm:" + vmid);
            world.state.cluster.haStates.remove("vm:" + vmid);
            BackupJobCalls.purge(world, vmid);
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
        Set<Volume> owned = new LinkedHashSet<>();
        List<Map<String, String>> sections = new ArrayList<>(List.of(vm.merged()));
        vm.snapshots.values().forEach(snapshot -> sections.add(snapshot.config));
        sections.forEach(section -> section.forEach((key, value) -> {
            if (DriveSpec.isKey(key) || key.startsWith("unused")) {
                world.volumes
                        .find(vm.node, DriveSpec.parse(value).volume())
                        .filter(volume -> volume.vmid == vm.vmid)
                        .ifPresent(owned::add);
            }
        }));
        return List.copyOf(owned);
    }

    private static void freeVolumes(World world, Task task, Vm vm) {
        owned(world, vm).forEach(world.volumes::remove);
        if (task.flag("destroy-unreferenced-disks")) {
            world.volumes.ofVm(vm.vmid).stream()
                    .filter(volume ->
                            volume.content.equals("images") && (volume.node.isEmpty() || volume.node.equals(vm.node)))
                    .forEach(world.volumes::remove);
        }
    }
}

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;

/** Deletes one volume. */
final class DeleteVolumeProgram implements TaskProgram {

    @Override
    public boolean needsLock(Task task) {
        return false;
    }

    @Override
    public void step(World world, Task task) {
        if (task.phase == 0) {
            TaskProgram.next(world, task, world.takes(task.type, 0));
            return;
        }
        Volume volume = world.volumes.find(task.node, task.arg("volid")).orElse(null);
        if (volume == null) {
            return;
        }
        if (volume.isProtected) {
            Volid volid = Volid.parse(task.arg("volid"));
            throw ApiError.die("cannot remove protected volume '" + volid.name() + "' on '" + volid.storage() + "'");
        }
        if (world.volumes.hasLinkedClones(volume)) {
            throw ApiError.die("base volume '" + volume.volid() + "' is still in use by linked cloned");
        }
        world.volumes.remove(volume);
    }
}

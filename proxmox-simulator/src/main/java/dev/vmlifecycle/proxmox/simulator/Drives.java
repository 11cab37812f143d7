package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;

/** Turns a drive as sent into a drive as stored. */
final class Drives {

    private Drives() {}

    /** Allocates what is to be allocated, checks what is named; the size comes from the volume, never from the caller. */
    static DriveSpec resolve(World world, Vm vm, DriveSpec drive) {
        if (drive.allocation().isPresent()) {
            DriveSpec.Allocation wish = drive.allocation().get();
            Volume volume = world.volumes.allocateDisk(
                    vm.node, wish.storage(), vm.vmid, drive.options().getOrDefault("format", ""), wish.bytes());
            return sized(drive.without("format").withVolume(volume.volid()), volume);
        }
        Volid volid = Volid.parse(drive.volume());
        if (volid.name().equals("cloudinit")) {
            Volume volume = world.volumes.allocateCloudinit(vm.node, volid.storage(), vm.vmid);
            return drive.without("format").withVolume(volume.volid()).with("media", "cdrom");
        }
        if (volid.storage().isEmpty() || drive.isCdrom()) {
            return drive;
        }
        world.cluster.storageOn(volid.storage(), vm.node);
        return sized(drive, world.volumes.require(vm.node, drive.volume()));
    }

    private static DriveSpec sized(DriveSpec drive, Volume volume) {
        return drive.with("size", DiskSize.print(volume.size));
    }
}

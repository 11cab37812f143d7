package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;

/** Moving a disk to another storage or to another VM, and detaching disks. */
final class MoveDisk {

    private MoveDisk() {}

    static Reply move(Call call) {
        Vm vm = call.vm();
        World.checkLock(vm);
        World.checkDigest(vm, call.param("digest"));
        DriveSpec drive = require(vm, call.param("disk"));
        if (call.has("target-vmid")) {
            if (call.has("storage")) {
                throw ApiError.param("target-vmid", "either set 'storage' or 'target-vmid', but not both");
            }
            checkReassign(call, vm, drive);
            return Reply.upid(call.start("qmmove"));
        }
        if (!call.has("storage")) {
            throw ApiError.param("storage", "requires 'storage' or 'target-vmid'");
        }
        call.require("/storage/" + call.param("storage"), "Datastore.AllocateSpace");
        StorageSpec storage = call.world().cluster.storageOn(call.param("storage"), call.node());
        call.world().cluster.checkImages(storage.id());
        Volume from = call.world().volumes.require(call.node(), drive.volume());
        String format = call.has("format") ? call.param("format") : from.format;
        if (storage.id().equals(Volid.parse(drive.volume()).storage()) && format.equals(from.format)) {
            throw ApiError.die("you can't move to the same storage with same format");
        }
        return Reply.upid(call.start("qmmove"));
    }

    private static DriveSpec require(Vm vm, String slot) {
        String value = vm.config.get(slot);
        if (value == null) {
            throw ApiError.die("disk '" + slot + "' does not exist");
        }
        DriveSpec drive = DriveSpec.parse(value);
        if (drive.isCdrom()) {
            throw ApiError.die("you can't move a cdrom");
        }
        return drive;
    }

    /** Refuses what cannot be handed over. */
    private static void checkReassign(Call call, Vm vm, DriveSpec drive) {
        int target = (int) call.number("target-vmid", 0);
        if (target == vm.vmid) {
            throw ApiError.param("target-vmid", "must be different than source VMID to reassign disk");
        }
        call.require("/vms/" + target, "VM.Config.Disk");
        call.world().vmOn(call.node(), target);
        if (vm.running) {
            throw ApiError.die("cannot move disk '" + call.param("disk") + "', only possible while the VM is stopped: "
                    + drive.volume());
        }
    }

    static final class Program implements TaskProgram {
        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            DriveSpec drive = require(vm, task.arg("disk"));
            Volume from = world.volumes.require(task.node, drive.volume());
            if (task.phase == 0) {
                TaskProgram.next(
                        world, task, task.arg("target-vmid").isEmpty() ? world.takes(task.type, from.size) : 1);
                return;
            }
            if (!task.arg("target-vmid").isEmpty()) {
                handOver(world, task, vm, drive, from);
                return;
            }
            String format = task.arg("format").isEmpty() ? from.format : task.arg("format");
            StorageSpec storage = world.cluster.storageOn(task.arg("storage"), task.node);
            boolean fits = storage.formats().contains(format);
            Volume to = world.volumes.allocateDisk(
                    task.node, storage.id(), vm.vmid, fits ? format : storage.defaultFormat(), from.size);
            vm.config.put(task.arg("disk"), drive.withVolume(to.volid()).print());
            if (task.flag("delete")) {
                world.volumes.remove(from);
            } else {
                PendingChanges.keepUnused(world, vm, drive);
            }
        }
    }

    private static void handOver(World world, Task task, Vm vm, DriveSpec drive, Volume volume) {
        Vm target = world.vmOn(task.node, Integer.parseInt(task.arg("target-vmid")));
        String slot = task.arg("target-disk").isEmpty() ? task.arg("disk") : task.arg("target-disk");
        if (target.config.containsKey(slot)) {
            throw ApiError.die("Target disk key '" + slot + "' is already in use for VM " + target.vmid);
        }
        world.volumes.give(volume, target.vmid);
        vm.config.remove(task.arg("disk"));
        target.config.put(slot, drive.withVolume(volume.volid()).print());
    }

    /** Detaches; with {@code force} the data goes too. */
    static Reply unlink(Call call) {
        Vm vm = call.vm();
        java.util.Map<String, String> params = new java.util.TreeMap<>(
                java.util.Map.of("node", call.node(), "vmid", call.param("vmid"), "delete", call.param("idlist")));
        ConfigWrite write = ConfigWrite.prepare(new Call(call.world(), call.user(), params));
        long waited = write.admit();
        java.util.Set<String> before = new java.util.TreeSet<>(vm.config.keySet());
        write.apply();
        if (call.flag("force")) {
            for (String key : new java.util.TreeSet<>(vm.config.keySet())) {
                if (key.startsWith("unused") && !before.contains(key)) {
                    call.world()
                            .volumes
                            .find(vm.node, vm.config.getOrDefault(key, ""))
                            .ifPresent(call.world().volumes::remove);
                    vm.config.remove(key);
                }
            }
        }
        return Reply.nothing().waited(waited);
    }
}

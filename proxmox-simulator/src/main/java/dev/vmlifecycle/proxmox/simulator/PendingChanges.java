package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Applies pending values and deletions to a VM, and keeps volumes that fall out of use. */
final class PendingChanges {

    private PendingChanges() {}

    static void applyAll(World world, Vm vm) {
        new TreeSet<>(vm.deletes).forEach(key -> delete(world, vm, key));
        new ArrayList<>(vm.pending.keySet()).forEach(key -> set(world, vm, key));
    }

    static void set(World world, Vm vm, String key) {
        String value = vm.pending.remove(key);
        if (value == null) {
            return;
        }
        String old = vm.config.get(key);
        if (old != null && DriveSpec.isKey(key)) {
            DriveSpec before = DriveSpec.parse(old);
            if (!before.volume().equals(DriveSpec.parse(value).volume())) {
                keepUnused(world, vm, before);
            }
        }
        boolean clears = value.isEmpty() && !key.equals("boot");
        if (clears) {
            vm.config.remove(key);
        } else {
            vm.config.put(key, value);
        }
    }

    static void delete(World world, Vm vm, String key) {
        vm.deletes.remove(key);
        String old = vm.config.remove(key);
        if (old != null && DriveSpec.isKey(key)) {
            keepUnused(world, vm, DriveSpec.parse(old));
            dropFromBootOrder(vm, key);
        }
    }

    /** A disk that leaves its slot becomes {@code unusedN}; the generated cloud-init image is simply freed. */
    static void keepUnused(World world, Vm vm, DriveSpec drive) {
        Volume volume = world.volumes.find(vm.node, drive.volume()).orElse(null);
        if (volume == null || volume.vmid != vm.vmid) {
            return;
        }
        if (drive.isCloudinit()) {
            world.volumes.remove(volume);
        } else if (!drive.isCdrom() && !vm.config.containsValue(drive.volume())) {
            int slot = 0;
            while (vm.config.containsKey("unused" + slot)) {
                slot++;
            }
            vm.config.put("unused" + slot, drive.volume());
        }
    }

    private static void dropFromBootOrder(Vm vm, String device) {
        String boot = vm.config.getOrDefault("boot", "");
        if (boot.startsWith("order=")) {
            List<String> devices = new ArrayList<>(List.of(boot.substring(6).split(";", -1)));
            devices.remove(device);
            vm.config.put("boot", devices.isEmpty() ? " " : "order=" + String.join(";", devices));
        }
    }
}

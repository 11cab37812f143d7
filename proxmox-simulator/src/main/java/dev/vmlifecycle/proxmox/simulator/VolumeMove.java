package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The local volumes of a migrating VM: copied first, and only when all are there renamed in the configuration and its snapshots. */
final class VolumeMove {

    private final World world;
    private final Vm vm;
    private final String target;
    private final StorageMap storages;
    /** What became of each volume, by its old id. */
    private final Map<String, Volume> copies = new LinkedHashMap<>();

    VolumeMove(World world, Vm vm, String target, StorageMap storages) {
        this.world = world;
        this.vm = vm;
        this.target = target;
        this.storages = storages;
    }

    /** Copies everything or nothing. */
    void copy() {
        try {
            copyAll(vm.config);
            copyAll(vm.pending);
            vm.snapshots.values().forEach(snapshot -> copyAll(snapshot.config));
        } catch (ApiError e) {
            copies.values().forEach(world.volumes::remove);
            throw e;
        }
    }

    private void copyAll(Map<String, String> config) {
        config.forEach((key, value) -> {
            if (isDisk(key)) {
                copyOne(DriveSpec.parse(value));
            }
        });
    }

    private static boolean isDisk(String key) {
        return DriveSpec.isKey(key) || key.startsWith("unused");
    }

    private void copyOne(DriveSpec drive) {
        Volume old = world.volumes.find(vm.node, drive.volume()).orElse(null);
        if (old == null || old.node.isEmpty() || copies.containsKey(drive.volume())) {
            return;
        }
        StorageSpec storage = world.cluster.storage(storages.target(old.storage));
        if (drive.isCloudinit()) {
            copies.put(drive.volume(), world.volumes.allocateCloudinit(target, storage.id(), vm.vmid));
            return;
        }
        String format = storage.formats().contains(old.format) ? old.format : storage.defaultFormat();
        Volume copy = world.volumes.allocateDisk(target, storage.id(), vm.vmid, format, old.size);
        copies.put(drive.volume(), copy);
        keepName(storage, old, copy);
    }

    /** A volume keeps its number on the other side unless it is taken there. */
    private void keepName(StorageSpec storage, Volume old, Volume copy) {
        String wanted = Volumes.path(storage, old.vmid, Volumes.stemOf(old), copy.format);
        if (world.volumes.find(target, storage.id() + ":" + wanted).isEmpty()) {
            world.volumes.rename(copy, wanted);
        }
    }

    /** Frees what was copied and writes the new names everywhere. */
    void finish() {
        copies.keySet().forEach(volid -> world.volumes.find(vm.node, volid).ifPresent(world.volumes::remove));
        rename(vm.config);
        rename(vm.pending);
        vm.snapshots.values().forEach(snapshot -> {
            rename(snapshot.config);
            Map<String, Long> sizes = new TreeMap<>(snapshot.sizes);
            snapshot.sizes.clear();
            sizes.forEach((volid, bytes) -> snapshot.sizes.put(renamed(volid), bytes));
        });
    }

    private String renamed(String volid) {
        Volume copy = copies.get(volid);
        return copy == null ? volid : copy.volid();
    }

    private void rename(Map<String, String> config) {
        config.replaceAll((key, value) -> {
            DriveSpec drive = DriveSpec.parse(value);
            return isDisk(key) && copies.containsKey(drive.volume())
                    ? drive.withVolume(renamed(drive.volume())).print()
                    : value;
        });
    }
}

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Optional;

/** The volumes of all storages: naming, allocation, lookup. */
final class Volumes {

    static final long CLOUDINIT_BYTES = 4L << 20;
    private static final long RAW_LIMIT = 8L << 50;

    private final World world;

    Volumes(World world) {
        this.world = world;
    }

    List<Volume> on(StorageSpec storage, String node) {
        String home = storage.shared() ? "" : node;
        return world.state.volumes.stream()
                .filter(volume -> volume.storage.equals(storage.id()) && volume.node.equals(home))
                .toList();
    }

    Optional<Volume> find(String node, String volid) {
        Volid id = Volid.parse(volid);
        StorageSpec storage = world.cluster.storages().get(id.storage());
        if (storage == null) {
            return Optional.empty();
        }
        return on(storage, node).stream()
                .filter(volume -> volume.name.equals(id.name()))
                .findFirst();
    }

    Volume require(String node, String volid) {
        return find(node, volid).orElseThrow(() -> ApiError.die("volume '" + volid + "' does not exist"));
    }

    /** Allocates a disk under the lowest free number. */
    Volume allocateDisk(String node, String storageId, int vmid, String format, long bytes) {
        StorageSpec storage = world.cluster.storageOn(storageId, node);
        String chosen = format.isEmpty() ? storage.defaultFormat() : format;
        if (!storage.formats().contains(chosen)) {
            throw ApiError.die("unsupported format '" + chosen + "'");
        }
        String stem = freeStem(storage, node, vmid);
        String name = path(storage, vmid, stem, chosen);
        if (bytes > RAW_LIMIT) {
            throw ApiError.die("unable to create image: qemu-img: /var/lib/vz/images/" + name
                    + ": The image size is too large for file format '" + chosen + "'");
        }
        return add(storage, node, vmid, name, chosen, bytes);
    }

    Volume allocateCloudinit(String node, String storageId, int vmid) {
        StorageSpec storage = world.cluster.storageOn(storageId, node);
        String format = storage.formats().contains("qcow2") ? "qcow2" : storage.defaultFormat();
        String name = path(storage, vmid, "vm-" + vmid + "-cloudinit", format);
        if (find(node, storageId + ":" + name).isPresent()) {
            throw ApiError.die("disk image '/var/lib/vz/images/" + name + "' already exists");
        }
        return add(storage, node, vmid, name, format, CLOUDINIT_BYTES);
    }

    /** A linked clone's name carries its base where the storage is made of files. */
    Volume allocateLinked(String node, Volume base, int vmid) {
        StorageSpec storage = world.cluster.storageOn(base.storage, node);
        String own = path(storage, vmid, freeStem(storage, node, vmid), base.format);
        boolean named = !storage.type().equals("lvmthin");
        Volume linked = add(storage, node, vmid, named ? base.name + "/" + own : own, base.format, base.size);
        linked.parent = base.name;
        return linked;
    }

    Volume add(StorageSpec storage, String node, int vmid, String name, String format, long bytes) {
        Volume volume = new Volume();
        volume.storage = storage.id();
        volume.node = storage.shared() ? "" : node;
        volume.vmid = vmid;
        volume.name = name;
        volume.format = format;
        volume.size = bytes;
        volume.ctime = world.now() / 1000;
        world.state.volumes.add(volume);
        return volume;
    }

    void remove(Volume volume) {
        world.state.volumes.remove(volume);
    }

    boolean hasLinkedClones(Volume base) {
        return world.state.volumes.stream()
                .anyMatch(volume -> volume.parent.equals(base.name)
                        && volume.storage.equals(base.storage)
                        && volume.node.equals(base.node));
    }

    static String path(StorageSpec storage, int vmid, String stem, String format) {
        return storage.isFileBased() ? vmid + "/" + stem + "." + format : stem;
    }

    private String freeStem(StorageSpec storage, String node, int vmid) {
        List<Volume> present = on(storage, node);
        for (int i = 0; ; i++) {
            String stem = "vm-" + vmid + "-disk-" + i;
            if (present.stream().noneMatch(volume -> stemOf(volume).equals(stem))) {
                return stem;
            }
        }
    }

    static String stemOf(Volume volume) {
        String file = volume.name.substring(volume.name.lastIndexOf('/') + 1);
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }

    long sizeOf(Vm vm, DriveSpec drive) {
        return find(vm.node, drive.volume()).map(volume -> volume.size).orElse(0L);
    }

    /** Size of the first disk in the boot order, as listings show it. */
    long bootDiskSize(Vm vm) {
        String order = PropertyString.parse(vm.config.getOrDefault("boot", ""))
                .options()
                .getOrDefault("order", "scsi0");
        for (String device : order.split(";", -1)) {
            DriveSpec drive = vm.drives().get(device);
            if (drive != null && !drive.isCdrom()) {
                return sizeOf(vm, drive);
            }
        }
        return 0;
    }

    long used(StorageSpec storage, String node) {
        return on(storage, node).stream().mapToLong(volume -> volume.size).sum();
    }
}

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The volumes of all storages: naming, allocation, lookup. Looked up by place and by VMID, never by walking over all. */
final class Volumes {

    static final long CLOUDINIT_BYTES = 4L << 20;
    private static final long RAW_LIMIT = 8L << 50;

    private final World world;
    private final Map<String, Volume> byPlace = new HashMap<>();
    private final Map<Integer, List<Volume>> byVmid = new HashMap<>();
    /** Used bytes by storage and node, kept up as volumes come and go. */
    private final Map<String, List<Volume>> byStorage = new HashMap<>();

    Volumes(World world) {
        this.world = world;
        world.state.volumes.forEach(this::index);
    }

    private static String place(String storage, String node, String name) {
        return storage + '\n' + node + '\n' + name;
    }

    private static String home(Volume volume) {
        return volume.storage + '\n' + volume.node;
    }

    private void index(Volume volume) {
        byPlace.put(place(volume.storage, volume.node, volume.name), volume);
        byVmid.computeIfAbsent(volume.vmid, key -> new ArrayList<>()).add(volume);
        byStorage.computeIfAbsent(home(volume), key -> new ArrayList<>()).add(volume);
    }

    private void drop(Volume volume) {
        byPlace.remove(place(volume.storage, volume.node, volume.name), volume);
        byVmid.getOrDefault(volume.vmid, new ArrayList<>()).remove(volume);
        byStorage.getOrDefault(home(volume), new ArrayList<>()).remove(volume);
    }

    List<Volume> on(StorageSpec storage, String node) {
        String home = storage.id() + '\n' + (storage.shared() ? "" : node);
        return List.copyOf(byStorage.getOrDefault(home, List.of()));
    }

    List<Volume> ofVm(int vmid) {
        return List.copyOf(byVmid.getOrDefault(vmid, List.of()));
    }

    Optional<Volume> find(String node, String volid) {
        Volid id = Volid.parse(volid);
        StorageSpec storage = world.cluster.storages().get(id.storage());
        if (storage == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(byPlace.get(place(storage.id(), storage.shared() ? "" : node, id.name())));
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
        checkSize(name, chosen, bytes);
        checkSpace(storage, node, bytes);
        return add(storage, node, vmid, name, chosen, bytes);
    }

    static void checkSize(String name, String format, long bytes) {
        if (bytes > RAW_LIMIT) {
            throw ApiError.die("unable to create image: qemu-img: /var/lib/vz/images/" + name
                    + ": The image size is too large for file format '" + format + "'");
        }
    }

    /** As long as the file system below lets a file grow. */
    static void checkGrowth(Volume volume, long bytes) {
        if (bytes > RAW_LIMIT) {
            throw ApiError.die("command '/usr/bin/qemu-img resize -f " + volume.format + " /var/lib/vz/images/"
                    + volume.name + " " + bytes + "' failed: exit code 1");
        }
    }

    /** Only what takes its space at once can be full; files and thin volumes grow later. */
    void checkSpace(StorageSpec storage, String node, long bytes) {
        boolean full = world.state.full.contains(storage.id());
        if (full || (storage.type().equals("lvm") && used(storage, node) + bytes > storage.capacityBytes())) {
            throw ApiError.die(noSpace(storage));
        }
    }

    private static String noSpace(StorageSpec storage) {
        if (storage.isFileBased()) {
            return "unable to create image: qemu-img: error while creating image: No space left on device";
        }
        return storage.type().equals("zfspool")
                ? "zfs error: cannot create '" + storage.id() + "': out of space"
                : "lvcreate error:   Volume group \"" + storage.id() + "\" has insufficient free space";
    }

    Volume allocateCloudinit(String node, String storageId, int vmid) {
        return allocateCloudinit(node, storageId, vmid, "");
    }

    /** In the format asked for when the storage can have it, else as a qcow2 image, else as the storage likes. */
    Volume allocateCloudinit(String node, String storageId, int vmid, String wanted) {
        StorageSpec storage = world.cluster.storageOn(storageId, node);
        String usual = storage.formats().contains("qcow2") ? "qcow2" : storage.defaultFormat();
        String format = storage.formats().contains(wanted) ? wanted : usual;
        String name = path(storage, vmid, "vm-" + vmid + "-cloudinit", format);
        if (find(node, storageId + ":" + name).isPresent()) {
            throw ApiError.die("disk image '/var/lib/vz/images/" + name + "' already exists");
        }
        return add(storage, node, vmid, name, format, CLOUDINIT_BYTES);
    }

    /** A linked clone's name carries its base, except on LVM thin pools. */
    Volume allocateLinked(String node, Volume base, int vmid) {
        StorageSpec storage = world.cluster.storageOn(base.storage, node);
        checkSpace(storage, node, 0);
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
        index(volume);
        return volume;
    }

    void remove(Volume volume) {
        world.state.volumes.remove(volume);
        drop(volume);
    }

    void rename(Volume volume, String name) {
        drop(volume);
        volume.name = name;
        index(volume);
    }

    /** Hands a volume to another VM under its lowest free number. */
    void give(Volume volume, int vmid) {
        StorageSpec storage = world.cluster.storage(volume.storage);
        drop(volume);
        volume.name = path(storage, vmid, freeStem(storage, volume.node, vmid), volume.format);
        volume.vmid = vmid;
        index(volume);
    }

    boolean hasLinkedClones(Volume base) {
        return stemOf(base).startsWith("base-")
                && byStorage.getOrDefault(home(base), List.of()).stream()
                        .anyMatch(volume -> volume.parent.equals(base.name));
    }

    static String path(StorageSpec storage, int vmid, String stem, String format) {
        return storage.isFileBased() ? vmid + "/" + stem + "." + format : stem;
    }

    private String freeStem(StorageSpec storage, String node, int vmid) {
        String home = storage.shared() ? "" : node;
        List<String> taken = ofVm(vmid).stream()
                .filter(volume -> volume.storage.equals(storage.id()) && volume.node.equals(home))
                .map(Volumes::stemOf)
                .toList();
        int number = 0;
        while (taken.contains("vm-" + vmid + "-disk-" + number)) {
            number++;
        }
        return "vm-" + vmid + "-disk-" + number;
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
            String value = DriveSpec.isKey(device) ? vm.config.getOrDefault(device, "") : "";
            DriveSpec drive = DriveSpec.parse(value);
            if (!value.isEmpty() && !drive.isCdrom()) {
                return sizeOf(vm, drive);
            }
        }
        return 0;
    }

    long used(StorageSpec storage, String node) {
        return on(storage, node).stream().mapToLong(volume -> volume.size).sum();
    }
}

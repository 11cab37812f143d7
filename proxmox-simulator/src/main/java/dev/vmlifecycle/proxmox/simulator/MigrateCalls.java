package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Migration calls: what can be known before, and what is refused at once. */
final class MigrateCalls {

    private MigrateCalls() {}

    /** Does not tell that a linked clone on local storage cannot move: the real one does not either. */
    static Reply preconditions(Call call) {
        World world = call.world();
        Vm vm = call.vm();
        ObjectNode data = Reply.object().put("running", vm.running ? 1 : 0);
        var disks = data.putArray("local_disks");
        vm.drives()
                .forEach((key, drive) -> world.volumes
                        .find(vm.node, drive.volume())
                        .filter(volume -> !volume.node.isEmpty())
                        .ifPresent(volume -> sized(disks.addObject(), drive)
                                .put("drivename", key)
                                .put("volid", drive.volume())
                                .put("cdrom", drive.isCdrom() ? 1 : 0)
                                .put("shared", 0)
                                .put("replicate", 1)
                                .put("is_attached", 1)
                                .put("is_unused", 0)
                                .put("is_vmstate", 0)
                                .put("is_tpmstate", 0)));
        data.putArray("local_resources");
        data.putArray("mapped-resources");
        data.putObject("mapped-resource-info");
        if (!vm.running) {
            nodes(world, vm, data);
        } else if (call.has("target")) {
            nodes(world, vm, data);
        }
        return Reply.of(data);
    }

    /** The size is the one the configuration tells, which may be none. */
    private static ObjectNode sized(ObjectNode row, DriveSpec drive) {
        String size = drive.options().getOrDefault("size", "");
        return size.isEmpty() ? row : row.put("size", DiskSize.bytes(size));
    }

    private static void nodes(World world, Vm vm, ObjectNode data) {
        var allowed = data.putArray("allowed_nodes");
        ObjectNode refused = data.putObject("not_allowed_nodes");
        for (String node : world.cluster.nodeNames()) {
            Set<String> missing = new TreeSet<>(usedStorages(vm));
            missing.removeIf(storage -> world.cluster.storage(storage).availableOn(node));
            if (node.equals(vm.node)) {
                continue;
            }
            if (missing.isEmpty()) {
                allowed.add(node);
                refused.putObject(node);
            } else {
                missing.forEach(refused.putObject(node).putArray("unavailable_storages")::add);
            }
        }
    }

    static Set<String> usedStorages(Vm vm) {
        Set<String> storages = new TreeSet<>();
        for (DriveSpec drive : vm.drives().values()) {
            storages.add(Volid.parse(drive.volume()).storage());
        }
        storages.remove("");
        return storages;
    }

    static Reply migrate(Call call) {
        World world = call.world();
        String target = call.param("target");
        if (target.equals(call.node())) {
            throw ApiError.param("target", "target is local node.");
        }
        world.cluster.node(target);
        Vm vm = call.vm();
        if (HaCalls.manages(world, vm.vmid)) {
            return Reply.upid(call.start("hamigrate"));
        }
        world.checkQuorum();
        World.checkLock(vm);
        if (vm.running && !call.flag("online")) {
            throw ApiError.die("can't migrate running VM without --online");
        }
        checkStorages(world, vm, target, StorageMap.parse(call.param("targetstorage")));
        return Reply.upid(call.start("qmigrate"));
    }

    private static void checkStorages(World world, Vm vm, String target, StorageMap map) {
        for (Map.Entry<String, String> pair : map.explicit().entrySet()) {
            world.cluster.storageOn(pair.getValue(), target);
        }
        if (!map.fallback().isEmpty()) {
            world.cluster.storageOn(map.fallback(), target);
        }
        for (String storage : usedStorages(vm)) {
            boolean shared = world.cluster.storage(storage).shared();
            world.cluster.storageOn(shared ? storage : map.target(storage), target);
        }
    }
}

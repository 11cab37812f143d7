package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.TreeMap;

/** The clone call: what it refuses at once. Two calls for one new VMID may both pass; only the tasks tell who won. */
final class CloneCalls {

    private CloneCalls() {}

    static Reply clone(Call call) {
        World world = call.world();
        String target = call.param("target").equals(call.node()) ? "" : call.param("target");
        checkPlaces(world, call, target);
        Vm source = call.vm();
        ConfigRules.cloned(call, source);
        CreateCalls.checkPool(call);
        world.checkQuorum();
        World.checkLock(source);
        if (call.has("snapname") && !source.snapshots.containsKey(call.param("snapname"))) {
            throw ApiError.die("snapshot '" + call.param("snapname") + "' does not exist");
        }
        boolean full = call.has("full") ? call.flag("full") : !source.isTemplate();
        checkKind(call, full);
        if (world.vm(Integer.parseInt(call.param("newid"))).isPresent()) {
            throw ApiError.die("unable to create VM " + call.param("newid") + ": config file already exists");
        }
        checkVolumes(world, source, target, full);
        Map<String, String> args = new TreeMap<>(call.params());
        args.put("full", full ? "1" : "0");
        args.put("target", target);
        return Reply.upid(call.start("qmclone", call.param("vmid"), args));
    }

    private static void checkPlaces(World world, Call call, String target) {
        if (!target.isEmpty()) {
            world.cluster.node(target);
        }
        if (call.has("storage")) {
            StorageSpec storage = world.cluster.storageOn(call.param("storage"), call.node());
            world.cluster.checkImages(storage.id());
            if (!target.isEmpty()) {
                world.cluster.storageOn(storage.id(), target);
                if (!storage.shared()) {
                    throw ApiError.die("can't clone to non-shared storage '" + storage.id() + "'");
                }
            }
        }
    }

    private static void checkKind(Call call, boolean full) {
        for (String parameter : new String[] {"storage", "format"}) {
            if (!full && call.has(parameter)) {
                throw ApiError.die("parameter '" + parameter + "' not allowed for linked clones");
            }
        }
    }

    private static void checkVolumes(World world, Vm source, String target, boolean full) {
        source.drives().forEach((key, drive) -> {
            boolean shared = isShared(world, drive);
            if (!target.isEmpty() && !shared) {
                throw ApiError.die("can't clone VM to node '" + target + "' (VM uses local storage)");
            }
        });
        source.drives().forEach((key, drive) -> {
            if (!full && !drive.isCdrom() && !isBase(world, source, drive)) {
                throw ApiError.die("Linked clone feature is not supported for '" + drive.volume() + "' (" + key + ")");
            }
        });
    }

    static boolean isShared(World world, DriveSpec drive) {
        String storage = Volid.parse(drive.volume()).storage();
        return storage.isEmpty() || world.cluster.storage(storage).shared();
    }

    private static boolean isBase(World world, Vm source, DriveSpec drive) {
        return world.volumes
                .find(source.node, drive.volume())
                .map(volume -> Volumes.stemOf(volume).startsWith("base-"))
                .orElse(false);
    }
}

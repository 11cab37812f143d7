package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Making a VM from nothing or from a backup: what is refused at once. The VMID is taken before the task begins. */
final class CreateCalls {

    /** Parameters of the call that are no options of the VM. */
    static final Set<String> CONTROL = Set.of(
            "node",
            "vmid",
            "archive",
            "bwlimit",
            "force",
            "ha-managed",
            "import-working-storage",
            "live-restore",
            "pool",
            "start",
            "storage",
            "unique");

    private CreateCalls() {}

    static Reply create(Call call) {
        return call.has("archive") ? restore(call) : fresh(call);
    }

    static Map<String, String> options(Map<String, String> params) {
        Map<String, String> options = new TreeMap<>(params);
        CONTROL.forEach(options::remove);
        return options;
    }

    private static Reply fresh(Call call) {
        World world = call.world();
        Map<String, String> options = options(call.params());
        checkRights(call, options);
        for (String key : new String[] {"force", "unique", "live-restore"}) {
            if (call.flag(key)) {
                throw ApiError.param(key, "missing 'archive'");
            }
        }
        ConfigWrite.refuseRootOnly(call, options.keySet(), options);
        checkStorages(world, options);
        occupied(world, call.vmid(), "create");
        ConfigValues.normalise(world, options);
        Vm vm = Vm.of(call.vmid(), call.node(), world.cluster.guest());
        vm.config.put("lock", "create");
        world.addVm(vm);
        Map<String, String> args = new TreeMap<>(call.params());
        args.putAll(options);
        args.put("vmid", call.param("vmid"));
        return Reply.upid(call.start("qmcreate", call.param("vmid"), args));
    }

    private static void checkRights(Call call, Map<String, String> options) {
        ConfigRules.check(call, options.keySet(), options);
        checkPool(call);
    }

    /** The pool a new VM is to join exists. */
    static void checkPool(Call call) {
        if (call.has("pool") && !call.world().state.access.pools.containsKey(call.param("pool"))) {
            throw ApiError.die("pool '" + call.param("pool") + "' does not exist");
        }
    }

    private static void checkStorages(World world, Map<String, String> options) {
        options.forEach((key, value) -> {
            if (DriveSpec.isKey(key)) {
                world.cluster.checkDrive(Volid.parse(DriveSpec.parse(value).volume()));
            }
        });
    }

    private static void occupied(World world, int vmid, String verb) {
        world.vm(vmid).ifPresent(other -> {
            throw ApiError.die("unable to " + verb + " VM " + vmid + " - VM " + vmid + " already exists on node '"
                    + other.node + "'");
        });
    }

    private static Reply restore(Call call) {
        World world = call.world();
        Map<String, String> overrides = options(call.params());
        for (String key : overrides.keySet()) {
            if (DriveSpec.isKey(key)) {
                throw ApiError.param(key, "option conflicts with option 'archive'");
            }
        }
        checkRights(call, overrides);
        if (world.cluster.storages().containsKey(call.param("storage"))) {
            world.cluster.checkImages(call.param("storage"));
        }
        Volume archive = world.volumes.require(call.node(), call.param("archive"));
        Vm present = world.vm(call.vmid()).orElse(null);
        if (present != null && (!call.flag("force") || !present.node.equals(call.node()))) {
            occupied(world, call.vmid(), "restore");
        }
        ConfigValues.normalise(world, overrides);
        if (present == null) {
            Vm vm = Vm.of(call.vmid(), call.node(), world.cluster.guest());
            vm.config.put("lock", "create");
            world.addVm(vm);
        }
        Map<String, String> args = new TreeMap<>(call.params());
        args.putAll(overrides);
        args.put("vmid", call.param("vmid"));
        args.put("archive", archive.volid());
        args.put("occupied", present == null ? "1" : "0");
        return Reply.upid(call.start("qmrestore", call.param("vmid"), args));
    }
}

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One write to a VM's configuration. Not atomic: everything is first noted as pending, then what can be applied is; what cannot stays
 * pending, and a refused hot-plug is reported although the value stays.
 */
final class ConfigWrite {

    /** Parameters of the call that are no options. */
    static final Set<String> CONTROL = Set.of(
            "node",
            "vmid",
            "delete",
            "revert",
            "digest",
            "force",
            "skiplock",
            "background_delay",
            "import-working-storage");

    private static final Set<String> ROOT_ONLY = Set.of("lock", "args");

    private final World world;
    private final String node;
    private final int vmid;
    private final String digest;
    private final boolean skipLock;
    private final Map<String, String> sets;
    private final Set<String> deletes;
    private final Set<String> reverts;

    private ConfigWrite(World world, Map<String, String> params, Map<String, String> sets) {
        this.world = world;
        this.node = params.getOrDefault("node", "");
        this.vmid = Whole.small(params.getOrDefault("vmid", ""), 0);
        this.digest = params.getOrDefault("digest", "");
        this.skipLock = params.getOrDefault("skiplock", "0").equals("1");
        this.sets = sets;
        this.deletes = names(params.getOrDefault("delete", ""));
        this.reverts = names(params.getOrDefault("revert", ""));
    }

    /** Everything Proxmox refuses before it looks at the VM. */
    static ConfigWrite prepare(Call call) {
        World world = call.world();
        Map<String, String> params = call.params();
        boolean root = Permissions.isRoot(call.user());
        if (call.flag("skiplock") && !root) {
            throw ApiError.param("skiplock", "Only root may use this option.");
        }
        Map<String, String> sets = new TreeMap<>(params);
        CONTROL.forEach(sets::remove);
        ConfigWrite write = new ConfigWrite(world, params, sets);
        if (sets.isEmpty() && write.deletes.isEmpty() && write.reverts.isEmpty()) {
            throw ApiError.die("no options specified");
        }
        write.refuseNames("delete", write.deletes);
        write.refuseNames("revert", write.reverts);
        Set<String> touched = new TreeSet<>(sets.keySet());
        touched.addAll(write.deletes);
        ConfigRules.check(call, touched, sets);
        refuseRootOnly(call, touched, sets);
        write.refuseMissingScript();
        ConfigValues.normalise(world, sets);
        sets.forEach((key, value) -> write.refuseUnknownStorage(key, value));
        return write;
    }

    private static Set<String> names(String list) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : list.split("[,; \\x00]+", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    private void refuseNames(String control, Set<String> names) {
        for (String name : names) {
            if (sets.containsKey(name)) {
                throw ApiError.param(
                        control, "you can't use '-" + name + "' and -" + control + " " + name + "' at the same time");
            }
            if (!ConfigCalls.isOption(name)) {
                throw ApiError.param(control, "unknown option '" + name + "'");
            }
        }
    }

    /** Scripts are not simulated: none exists. */
    private void refuseMissingScript() {
        String script = sets.getOrDefault("hookscript", "");
        if (!script.isEmpty()) {
            throw ApiError.param("hookscript", "script '" + script + "' does not exist\n");
        }
    }

    static void refuseRootOnly(Call call, Set<String> touched, Map<String, String> sets) {
        if (Permissions.isRoot(call.user())) {
            return;
        }
        for (String key : touched) {
            if (ROOT_ONLY.contains(key)) {
                throw ApiError.die("only root can set '" + key + "' config");
            }
            if (key.matches("serial\\d") && sets.getOrDefault(key, "socket").startsWith("/dev/")) {
                throw ApiError.die("only root can set '" + key + "' config for real devices");
            }
        }
    }

    private void refuseUnknownStorage(String key, String value) {
        if (DriveSpec.isKey(key)) {
            world.cluster.checkDrive(Volid.parse(DriveSpec.parse(value).volume()));
        }
    }

    /** The VM's own conditions: it is here, its file is free, unchanged and unlocked. Returns the wait for the file in milliseconds. */
    long admit() {
        Vm vm = world.vmOn(node, vmid);
        long waited = world.tasks.lockWait(node, vmid);
        World.checkDigest(vm, digest);
        if (!skipLock) {
            World.checkLock(vm);
        }
        world.checkWritable(vm);
        return waited;
    }

    /** The write as a task stores it: hashes instead of passwords. */
    Map<String, String> arguments() {
        Map<String, String> arguments = new TreeMap<>(sets);
        arguments.put("node", node);
        arguments.put("vmid", Integer.toString(vmid));
        if (!deletes.isEmpty()) {
            arguments.put("delete", String.join(",", deletes));
        }
        if (!reverts.isEmpty()) {
            arguments.put("revert", String.join(",", reverts));
        }
        return arguments;
    }

    /** A write as a task stored it. */
    static ConfigWrite resume(World world, Map<String, String> arguments) {
        Map<String, String> sets = new TreeMap<>(arguments);
        CONTROL.forEach(sets::remove);
        return new ConfigWrite(world, arguments, sets);
    }

    void apply() {
        Vm vm = world.vmOn(node, vmid);
        Set<String> selection = new TreeSet<>(sets.keySet());
        selection.addAll(deletes);
        Map<String, String> wanted = new TreeMap<>(sets);
        Set<String> unwanted = new LinkedHashSet<>(deletes);
        for (String key : reverts) {
            if (vm.config.containsKey(key)) {
                wanted.put(key, vm.config.getOrDefault(key, ""));
            } else if (vm.pending.containsKey(key)) {
                unwanted.add(key);
            }
        }
        unwanted.forEach(key -> noteDelete(vm, key));
        wanted.forEach((key, value) -> noteSet(vm, key, value));
        vm.pending.entrySet().removeIf(entry -> entry.getValue().equals(vm.config.get(entry.getKey())));
        if (vm.running) {
            reportRefusals(new HotPlug(world, vm).apply(selection));
        } else {
            PendingChanges.applyAll(world, vm);
        }
    }

    private static void reportRefusals(Map<String, String> refusals) {
        if (!refusals.isEmpty()) {
            Map<String, String> errors = new TreeMap<>();
            refusals.forEach((key, text) -> errors.put(key, "hotplug problem - " + text + "\n"));
            throw ApiError.params(errors);
        }
    }

    private void noteDelete(Vm vm, String key) {
        if (DriveSpec.isKey(key) && vm.isProtected() && vm.config.containsKey(key)) {
            throw ApiError.die("can't remove drive '" + key + "' - protection mode enabled");
        }
        if (key.startsWith("unused") && vm.config.containsKey(key)) {
            if (vm.isProtected()) {
                throw ApiError.die("can't remove unused disk '" + key + "' - protection mode enabled");
            }
            String volid = vm.config.getOrDefault(key, "");
            if (vm.snapshots.values().stream().anyMatch(snapshot -> snapshot.holds(volid))) {
                throw ApiError.die("unable to delete '" + volid + "' - volume is still in use (snapshot?)");
            }
            world.volumes.find(node, volid).ifPresent(world.volumes::remove);
            vm.config.remove(key);
        }
        String waiting = vm.pending.remove(key);
        if (waiting != null && DriveSpec.isKey(key)) {
            PendingChanges.keepUnused(world, vm, DriveSpec.parse(waiting));
        }
        if (vm.config.containsKey(key)) {
            vm.deletes.add(key);
        }
    }

    private void noteSet(Vm vm, String key, String value) {
        ConfigValues.checkAgainst(vm, sets, key, value);
        String stored = value;
        if (DriveSpec.isKey(key)) {
            String waiting = vm.pending.get(key);
            DriveSpec drive = Drives.resolve(world, vm, DriveSpec.parse(value));
            if (waiting != null && !DriveSpec.parse(waiting).volume().equals(drive.volume())) {
                PendingChanges.keepUnused(world, vm, DriveSpec.parse(waiting));
            }
            stored = drive.print();
        }
        vm.deletes.remove(key);
        vm.pending.put(key, stored);
    }

    /** The line a task's log shows for this write. */
    String describe() {
        StringBuilder line = new StringBuilder("update VM " + vmid + ":");
        sets.forEach((key, value) ->
                line.append(" -").append(key).append(' ').append(key.equals("cipassword") ? "<hidden>" : value));
        List.copyOf(deletes).forEach(key -> line.append(" -delete ").append(key));
        return line.toString();
    }
}

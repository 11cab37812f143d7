package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Clones a VM in the order watched on 8.4.1: the new VMID appears locked with a temporary description, then with its own configuration
 * but still locked, then unlocked; a VM for another node is made on the source's node and moves at the very end. All the while it
 * keeps the source's lock: alone when the source runs, together with other clones when it does not.
 */
final class CloneProgram implements TaskProgram {

    private static final String TEMPORARY = " qmclone temporary file";
    private static final int PROGRESS_LINES = 20;
    private static final long SOURCE_LOCK_PATIENCE_MS = 1_000;

    @Override
    public boolean sharesLock(World world, Task task) {
        return world.vm(task.vmid()).filter(vm -> vm.running).isEmpty();
    }

    @Override
    public long lockPatienceMs() {
        return SOURCE_LOCK_PATIENCE_MS;
    }

    @Override
    public int struckFrom() {
        return 2;
    }

    @Override
    public void step(World world, Task task) {
        if (task.phase == 0) {
            TaskProgram.next(world, task, 50);
            return;
        }
        if (task.phase == 1) {
            occupy(world, task);
            return;
        }
        try {
            switch (task.phase) {
                case 2 -> copy(world, task);
                case 3 -> configure(world, task);
                default -> finish(world, task);
            }
        } catch (ApiError e) {
            aborted(world, task);
            throw ApiError.die("clone failed: " + e.text().strip());
        }
    }

    private static int newId(Task task) {
        return Integer.parseInt(task.arg("newid"));
    }

    private static void occupy(World world, Task task) {
        if (world.vm(newId(task)).isPresent()) {
            throw ApiError.die("unable to create VM " + newId(task) + ": config file already exists");
        }
        Vm vm = Vm.of(newId(task), task.node, world.cluster.guest());
        vm.config.put("lock", "clone");
        vm.config.put("description", TEMPORARY);
        world.addVm(vm);
        task.args.put("occupied", "1");
        TaskProgram.next(world, task, 50);
    }

    /** Volumes are named now; the time their copying takes passes before the next step. */
    private void copy(World world, Task task) {
        Vm source = sourceOf(world, task);
        boolean full = task.flag("full");
        long copied = 0;
        Map<String, Long> sizes =
                snapshot(source, task).map(kept -> Map.copyOf(kept.sizes)).orElse(Map.of());
        for (Map.Entry<String, DriveSpec> entry :
                Vm.drives(sourceConfig(source, task)).entrySet()) {
            DriveSpec drive = entry.getValue();
            Volume from = world.volumes.find(source.node, drive.volume()).orElse(null);
            if (from == null) {
                continue;
            }
            boolean whole = full || drive.isCdrom();
            task.say(
                    world.now(),
                    "create " + (whole ? "full" : "linked") + " clone of drive " + entry.getKey() + " ("
                            + drive.volume() + ")");
            Volume to = drive.isCloudinit() || drive.isCdrom()
                    ? cloudinit(world, task, from)
                    : disk(world, task, from, full, sizes.getOrDefault(from.volid(), from.size));
            task.args.put("volume." + entry.getKey(), to.volid());
            task.args.put("disk." + entry.getKey(), drive.isCdrom() ? "0" : "1");
            if (full && !drive.isCdrom()) {
                copied += from.size;
            }
        }
        long took = world.takes("qmclone", copied);
        progress(world, task, copied, took * 3 / 4);
        TaskProgram.next(world, task, took * 3 / 4);
        task.expectedEndMs = world.now() + took;
    }

    private static void progress(World world, Task task, long bytes, long overMs) {
        for (int i = 0; bytes > 0 && i <= PROGRESS_LINES; i++) {
            String line = ProgressText.transferred(bytes * i / PROGRESS_LINES, bytes);
            task.say(world.now() + overMs * i / PROGRESS_LINES, line);
        }
    }

    private static Volume cloudinit(World world, Task task, Volume from) {
        String storage = task.arg("storage").isEmpty() ? from.storage : task.arg("storage");
        return world.volumes.allocateCloudinit(task.node, storage, newId(task), task.arg("format"));
    }

    private static Volume disk(World world, Task task, Volume from, boolean full, long bytes) {
        if (!full) {
            return world.volumes.allocateLinked(task.node, from, newId(task));
        }
        StorageSpec storage = world.cluster.storage(task.arg("storage").isEmpty() ? from.storage : task.arg("storage"));
        String format = task.arg("format").isEmpty() ? from.format : task.arg("format");
        boolean fits = storage.formats().contains(format);
        return world.volumes.allocateDisk(
                task.node, storage.id(), newId(task), fits ? format : storage.defaultFormat(), bytes);
    }

    private static Vm sourceOf(World world, Task task) {
        return world.vmOn(task.node, task.vmid());
    }

    private static Optional<Snapshot> snapshot(Vm source, Task task) {
        return Optional.ofNullable(source.snapshots.get(task.arg("snapname")));
    }

    /** What is cloned: the guest as it is, or as a snapshot remembers it. */
    private static Map<String, String> sourceConfig(Vm source, Task task) {
        return snapshot(source, task).map(Snapshot::cloned).orElse(source.config);
    }

    private static Vm newVm(World world, Task task) {
        return world.vmOn(task.node, newId(task));
    }

    /** Disks stand in the configuration only when they are copied; until then it looks complete but for them (8.4.1). */
    private static boolean isLate(Task task, String key) {
        return task.flag("disk." + key);
    }

    private static void configure(World world, Task task) {
        Vm source = sourceOf(world, task);
        Vm vm = newVm(world, task);
        Map<String, String> config = new TreeMap<>(sourceConfig(source, task));
        config.keySet().removeIf(key -> key.startsWith("unused") || key.equals("template") || key.equals("parent"));
        config.replaceAll((key, value) -> adapt(world, task, key, value));
        config.put("lock", "clone");
        config.put(
                "name",
                task.arg("name").isEmpty()
                        ? "Copy-of-VM-" + source.config.getOrDefault("name", "" + source.vmid)
                        : task.arg("name"));
        if (task.args.containsKey("description")) {
            config.put("description", task.arg("description"));
        }
        config.forEach((key, value) -> {
            if (isLate(task, key)) {
                task.args.put("late." + key, value);
            }
        });
        config.keySet().removeIf(key -> isLate(task, key));
        vm.config.clear();
        vm.config.putAll(config);
        copyFirewall(world, source.vmid, vm.vmid);
        TaskProgram.next(world, task, Math.max(1, task.expectedEndMs - world.now()));
    }

    private static String adapt(World world, Task task, String key, String value) {
        if (NetSpec.isKey(key)) {
            return NetSpec.parse(value).withMac(world.random.mac()).print();
        }
        if (key.equals("vmgenid")) {
            return world.random.uuid();
        }
        if (key.equals("smbios1")) {
            PropertyString old = PropertyString.parse(value);
            Map<String, String> options = new TreeMap<>(old.options());
            options.put("uuid", world.random.uuid());
            return new PropertyString("", options).print();
        }
        String volid = task.arg("volume." + key);
        if (volid.isEmpty()) {
            return value;
        }
        DriveSpec drive = DriveSpec.parse(value).withVolume(volid);
        long size = world.volumes.require(task.node, volid).size;
        return drive.with("size", DiskSize.print(size)).print();
    }

    /** The template's firewall file replaces whatever an earlier owner of the VMID left behind. */
    private static void copyFirewall(World world, int from, int to) {
        FirewallFile file = world.state.firewalls.get(from);
        if (file == null) {
            world.state.firewalls.remove(to);
        } else {
            world.state.firewalls.put(to, file.copy());
        }
    }

    private static void finish(World world, Task task) {
        sourceOf(world, task);
        Vm vm = newVm(world, task);
        task.args.forEach((key, value) -> {
            if (key.startsWith("late.")) {
                vm.config.put(key.substring("late.".length()), value);
            }
        });
        vm.config.remove("lock");
        CreateProgram.joinPool(world, task, vm.vmid);
        if (!task.arg("target").isEmpty()) {
            vm.node = task.arg("target");
        }
    }

    @Override
    public void aborted(World world, Task task) {
        task.args.forEach((key, value) -> {
            if (key.startsWith("volume.")) {
                world.volumes.find(task.node, value).ifPresent(world.volumes::remove);
            }
        });
        if (task.flag("occupied")) {
            world.removeVm(newId(task));
        }
    }
}

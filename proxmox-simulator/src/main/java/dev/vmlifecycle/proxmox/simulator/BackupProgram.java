package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Backs up VMs one after the other; holds the VM's lock property, not its configuration lock. One backup task per node works at a time. */
final class BackupProgram implements TaskProgram {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy_MM_dd-HH_mm_ss").withZone(ZoneOffset.UTC);
    private static final long ARCHIVE_BYTES = 300_000;
    private static final Map<String, String> SUFFIXES =
            Map.of("zstd", "vma.zst", "gzip", "vma.gz", "1", "vma.lzo", "lzo", "vma.lzo");

    @Override
    public boolean needsLock(Task task) {
        return false;
    }

    @Override
    public void step(World world, Task task) {
        StorageSpec storage = usable(world, task);
        if (waits(world, task)) {
            return;
        }
        List<String> vmids = Texts.list(task.arg("vmids"));
        if (task.flag("stopping")) {
            int vmid = Whole.small(vmids.get(task.phase - 1), 0);
            if (BackupStop.restarted(world, task, vmid)) {
                dump(world, task, vmid);
                return;
            }
            unlock(world, vmid);
            task.args.put("failed", "1");
        } else if (task.phase > 0) {
            end(world, task, storage, Whole.small(vmids.get(task.phase - 1), 0));
        }
        while (task.phase < vmids.size()) {
            if (begin(world, task, Whole.small(vmids.get(task.phase), 0))) {
                return;
            }
            task.args.put("failed", "1");
            task.phase++;
        }
        if (task.flag("failed")) {
            throw ApiError.die("job errors");
        }
    }

    private static StorageSpec usable(World world, Task task) {
        String id = task.arg("storage");
        if (!world.cluster.storages().containsKey(id)) {
            throw ApiError.die("could not activate storage '" + id + "': storage '" + id
                    + "' does not exist\ncould not get storage information for '" + id + "': storage '" + id
                    + "' does not exist");
        }
        StorageSpec storage = world.cluster.storageOn(id, task.node);
        if (!storage.content().contains("backup")) {
            throw ApiError.die("could not get storage information for '" + id + "': can't use storage '" + id
                    + "' for backups - wrong content type");
        }
        return storage;
    }

    /** The lock is the node's: others wait, for three hours at most. */
    private static boolean waits(World world, Task task) {
        Task holder = task.phase > 0
                ? null
                : world.tasks.running().stream()
                        .filter(other -> other != task
                                && other.type.equals("vzdump")
                                && other.node.equals(task.node)
                                && other.flag("working"))
                        .findFirst()
                        .orElse(null);
        if (holder == null) {
            task.args.put("working", "1");
            return false;
        }
        if (!task.flag("waiting")) {
            task.args.put("waiting", "1");
            task.say(world.now(), "INFO: trying to get global lock - waiting...");
        }
        task.dueMs = Math.max(holder.dueMs, world.now()) + 100;
        task.expectedEndMs = task.dueMs;
        return true;
    }

    /** Whether the dump is under way; a VM that cannot be dumped is told in the log. */
    private static boolean begin(World world, Task task, int vmid) {
        Vm vm = world.vm(vmid).filter(found -> found.node.equals(task.node)).orElse(null);
        if (vm == null) {
            task.say(world.now(), "ERROR: Backup of VM " + vmid + " failed - unable to find VM '" + vmid + "'");
            return false;
        }
        if (!vm.lock().isEmpty()) {
            task.say(world.now(), "ERROR: Backup of VM " + vmid + " failed - VM is locked (" + vm.lock() + ")");
            return false;
        }
        task.say(world.now(), "INFO: Starting Backup of VM " + vmid + " (qemu)");
        vm.config.put("lock", "backup");
        task.args.put("began", Long.toString(world.now() / 1000));
        task.phase++;
        if (vm.running && task.arg("mode").equals("stop")) {
            BackupStop.begin(world, task, vm);
        } else {
            dump(world, task, vmid);
        }
        return true;
    }

    private static void dump(World world, Task task, int vmid) {
        long bytes = world.vm(vmid)
                .map(vm -> SnapshotPrograms.disks(world, vm))
                .map(disks ->
                        disks.values().stream().mapToLong(volume -> volume.size).sum())
                .orElse(0L);
        TaskProgram.again(world, task, world.takes("vzdump", bytes));
    }

    private static void end(World world, Task task, StorageSpec storage, int vmid) {
        unlock(world, vmid);
        boolean full = world.state.full.contains(storage.id());
        if (full || world.volumes.used(storage, task.node) + ARCHIVE_BYTES > storage.capacityBytes()) {
            task.say(
                    world.now(),
                    "ERROR: Backup of VM " + vmid + " failed - vma_queue_write: write error - No space left on device");
            task.args.put("failed", "1");
            return;
        }
        String suffix = SUFFIXES.getOrDefault(task.arg("compress"), "vma");
        Volume archive = archive(world, storage, task.node, vmid, Long.parseLong(task.arg("began")), suffix);
        archive.isProtected = task.flag("protected");
        world.vm(vmid).ifPresent(vm -> archive.notes = notes(world, task, vm));
        task.say(world.now(), "INFO: Finished Backup of VM " + vmid);
        prune(world, task, storage, vmid);
    }

    private static String notes(World world, Task task, Vm vm) {
        return task.arg("notes-template")
                .replace("{{guestname}}", vm.name())
                .replace("{{vmid}}", Integer.toString(vm.vmid))
                .replace("{{node}}", task.node)
                .replace("{{cluster}}", world.cluster.name());
    }

    private static void prune(World world, Task task, StorageSpec storage, int vmid) {
        if (!task.arg("prune-backups").isEmpty() && !task.arg("remove").equals("0")) {
            PruneCalls.doomed(world, storage, task.node, vmid, task.arg("prune-backups"))
                    .forEach(volume -> {
                        task.say(world.now(), "INFO: removing backup '" + volume.volid() + "'");
                        world.volumes.remove(volume);
                    });
        }
    }

    static Volume archive(World world, StorageSpec storage, String node, int vmid, long epochSecond, String suffix) {
        String stamp = STAMP.format(Instant.ofEpochSecond(epochSecond));
        String name = storage.type().equals("pbs")
                ? "backup/vm/" + vmid + "/" + Instant.ofEpochSecond(epochSecond)
                : "backup/vzdump-qemu-" + vmid + "-" + stamp + "." + suffix;
        String format = storage.type().equals("pbs") ? "pbs-vm" : suffix;
        Volume archive = world.volumes.add(storage, node, vmid, name, format, ARCHIVE_BYTES);
        archive.content = "backup";
        archive.ctime = epochSecond;
        world.vm(vmid).ifPresent(vm -> {
            archive.config.putAll(vm.config);
            archive.config.remove("lock");
        });
        return archive;
    }

    private static void unlock(World world, int vmid) {
        world.vm(vmid).filter(vm -> vm.lock().equals("backup")).ifPresent(vm -> vm.config.remove("lock"));
    }

    /** A backup cleans up after itself, so that its end reads like a failure of its own. */
    @Override
    public String exitWhenKilled() {
        return "job errors";
    }

    @Override
    public void aborted(World world, Task task) {
        Texts.list(task.arg("vmids")).forEach(vmid -> unlock(world, Whole.small(vmid, 0)));
    }
}

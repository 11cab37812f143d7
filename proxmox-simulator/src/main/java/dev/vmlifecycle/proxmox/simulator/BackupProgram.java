package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Backs up one VM; holds the VM's lock property, not its configuration lock. */
final class BackupProgram implements TaskProgram {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy_MM_dd-HH_mm_ss").withZone(ZoneOffset.UTC);
    private static final long ARCHIVE_BYTES = 300_000;

    @Override
    public boolean needsLock(Task task) {
        return false;
    }

    @Override
    public void step(World world, Task task) {
        StorageSpec storage = usable(world, task);
        if (task.phase == 0) {
            begin(world, task);
            return;
        }
        unlock(world, task);
        archive(world, storage, task.node, task.vmid(), task.startMs / 1000).isProtected = task.flag("protected");
    }

    private static StorageSpec usable(World world, Task task) {
        StorageSpec storage = world.cluster.storageOn(task.arg("storage"), task.node);
        if (!storage.content().contains("backup")) {
            throw ApiError.die("could not get storage information for '" + storage.id() + "': can't use storage '"
                    + storage.id() + "' for backups - wrong content type");
        }
        return storage;
    }

    private static void begin(World world, Task task) {
        Vm vm = world.vm(task.vmid()).orElse(null);
        if (vm == null) {
            task.say(
                    world.now(),
                    "ERROR: Backup of VM " + task.vmid() + " failed - unable to find VM '" + task.vmid() + "'");
            throw ApiError.die("job errors");
        }
        if (!vm.lock().isEmpty()) {
            task.say(world.now(), "ERROR: Backup of VM " + vm.vmid + " failed - VM is locked (" + vm.lock() + ")");
            throw ApiError.die("job errors");
        }
        task.say(world.now(), "INFO: Starting Backup of VM " + vm.vmid + " (qemu)");
        vm.config.put("lock", "backup");
        TaskProgram.next(world, task, world.cluster.times().backup().toMillis());
    }

    static Volume archive(World world, StorageSpec storage, String node, int vmid, long epochSecond) {
        String name =
                "backup/vzdump-qemu-" + vmid + "-" + STAMP.format(Instant.ofEpochSecond(epochSecond)) + ".vma.zst";
        Volume archive = world.volumes.add(storage, node, vmid, name, "vma.zst", ARCHIVE_BYTES);
        archive.content = "backup";
        archive.ctime = epochSecond;
        return archive;
    }

    private static void unlock(World world, Task task) {
        world.vm(task.vmid()).filter(vm -> vm.lock().equals("backup")).ifPresent(vm -> vm.config.remove("lock"));
    }

    @Override
    public void aborted(World world, Task task) {
        unlock(world, task);
    }
}

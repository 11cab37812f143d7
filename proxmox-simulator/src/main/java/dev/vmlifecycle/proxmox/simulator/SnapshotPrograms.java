package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tasks that take, delete and return to snapshots. */
final class SnapshotPrograms {

    private SnapshotPrograms() {}

    static final class Take implements TaskProgram {
        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            if (task.phase == 0) {
                admit(world, task, vm);
                vm.config.put("lock", "snapshot");
                TaskProgram.next(world, task, world.takes(task.type, 0));
                return;
            }
            vm.config.remove("lock");
            Snapshot snapshot = new Snapshot();
            snapshot.description = task.arg("description");
            snapshot.parent = vm.config.getOrDefault("parent", "");
            snapshot.snaptime = world.now() / 1000;
            // A stopped VM has no memory to save: the wish is ignored without a word (8.4.1).
            snapshot.vmstate = vm.running && task.flag("vmstate");
            snapshot.config.putAll(vm.config);
            snapshot.config.keySet().removeIf(key -> key.startsWith("unused"));
            disks(world, vm).forEach((volid, volume) -> snapshot.sizes.put(volid, volume.size));
            vm.snapshots.put(task.arg("snapname"), snapshot);
            vm.config.put("parent", task.arg("snapname"));
        }

        private static void admit(World world, Task task, Vm vm) {
            World.checkLock(vm);
            if (vm.isTemplate()) {
                throw ApiError.die("you can't take a snapshot if it's a template");
            }
            if (vm.snapshots.containsKey(task.arg("snapname"))) {
                throw ApiError.die("snapshot name '" + task.arg("snapname") + "' already used");
            }
            if (!possible(world, vm)) {
                throw ApiError.die("snapshot feature is not available");
            }
        }

        @Override
        public void aborted(World world, Task task) {
            unlock(world, task, "snapshot");
        }
    }

    static final class Delete implements TaskProgram {
        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            Snapshot snapshot;
            if (task.phase == 0) {
                World.checkLock(vm);
                SnapshotCalls.require(vm, task.arg("snapname"));
                vm.config.put("lock", "snapshot-delete");
                TaskProgram.next(world, task, world.takes(task.type, 0));
                return;
            }
            vm.config.remove("lock");
            snapshot = SnapshotCalls.require(vm, task.arg("snapname"));
            vm.snapshots.remove(task.arg("snapname"));
            vm.snapshots.values().stream()
                    .filter(other -> other.parent.equals(task.arg("snapname")))
                    .forEach(other -> other.parent = snapshot.parent);
            if (vm.config.getOrDefault("parent", "").equals(task.arg("snapname"))) {
                if (snapshot.parent.isEmpty()) {
                    vm.config.remove("parent");
                } else {
                    vm.config.put("parent", snapshot.parent);
                }
            }
        }

        @Override
        public void aborted(World world, Task task) {
            unlock(world, task, "snapshot-delete");
        }
    }

    /** A running VM stops; it runs again only with saved memory or when asked to start. */
    static final class Rollback implements TaskProgram {
        @Override
        public void step(World world, Task task) {
            Vm vm = world.vmOn(task.node, task.vmid());
            if (task.phase == 0) {
                World.checkLock(vm);
                SnapshotCalls.require(vm, task.arg("snapname"));
                checkLatest(world, vm, task.arg("snapname"));
                if (vm.running) {
                    Power.off(world, vm);
                }
                vm.config.put("lock", "rollback");
                TaskProgram.next(world, task, world.takes(task.type, 0));
                return;
            }
            Snapshot snapshot = SnapshotCalls.require(vm, task.arg("snapname"));
            Map<String, String> before = vm.merged();
            before.putAll(vm.config);
            vm.config.clear();
            vm.config.putAll(snapshot.config);
            vm.config.put("parent", task.arg("snapname"));
            vm.pending.clear();
            vm.deletes.clear();
            keepOthers(world, vm, before);
            snapshot.sizes.forEach(
                    (volid, bytes) -> world.volumes.find(vm.node, volid).ifPresent(volume -> volume.size = bytes));
            vm.drives().forEach((key, drive) -> resized(world, vm, key, drive));
            if (snapshot.vmstate || task.flag("start")) {
                Power.on(world, vm);
            }
        }

        /** A disk the snapshot does not know stays, unused. */
        private static void keepOthers(World world, Vm vm, Map<String, String> before) {
            Set<String> known = new HashSet<>();
            vm.drives().values().forEach(drive -> known.add(drive.volume()));
            before.forEach((key, value) -> {
                DriveSpec drive = DriveSpec.parse(value);
                if ((DriveSpec.isKey(key) || key.startsWith("unused")) && !known.contains(drive.volume())) {
                    PendingChanges.keepUnused(world, vm, drive);
                }
            });
        }

        /** ZFS would lose the newer snapshots, and refuses. */
        private static void checkLatest(World world, Vm vm, String name) {
            String parent = vm.config.getOrDefault("parent", "");
            disks(world, vm).values().stream()
                    .filter(volume ->
                            world.cluster.storage(volume.storage).type().equals("zfspool"))
                    .filter(volume -> !parent.equals(name))
                    .forEach(volume -> {
                        throw ApiError.die(
                                "can't rollback, '" + name + "' is not most recent snapshot on '" + volume.name + "'");
                    });
        }

        private static void resized(World world, Vm vm, String key, DriveSpec drive) {
            if (drive.options().containsKey("size")) {
                vm.config.put(
                        key,
                        drive.with("size", DiskSize.print(world.volumes.sizeOf(vm, drive)))
                                .print());
            }
        }

        @Override
        public void aborted(World world, Task task) {
            unlock(world, task, "rollback");
        }
    }

    private static void unlock(World world, Task task, String lock) {
        world.vm(task.vmid()).filter(vm -> vm.lock().equals(lock)).ifPresent(vm -> vm.config.remove("lock"));
    }

    static Map<String, Volume> disks(World world, Vm vm) {
        Map<String, Volume> disks = new java.util.TreeMap<>();
        vm.drives().values().stream()
                .filter(drive -> !drive.isCdrom())
                .forEach(drive -> world.volumes
                        .find(vm.node, drive.volume())
                        .ifPresent(volume -> disks.put(drive.volume(), volume)));
        return disks;
    }

    /** Raw files cannot hold snapshots; thin volumes can. */
    static boolean possible(World world, Vm vm) {
        return disks(world, vm).values().stream()
                .allMatch(volume -> volume.format.equals("qcow2")
                        || !world.cluster.storage(volume.storage).isFileBased());
    }
}

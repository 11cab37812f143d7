package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.ServerException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.error.ValidationException;
import dev.vmlifecycle.proxmox.qemu.MigrateRequest;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import java.util.List;
import java.util.Optional;

/**
 * Moves a VM that was cloned elsewhere to its target node, offline. A VM that cannot move stays where it is and the pipeline
 * goes on: it is fully usable there.
 */
public final class MigrateSteps {

    /**
     * Moves the VM to its target node.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult toTargetNode(VmRun vm) {
        NodeName target = vm.vm().placement().node();
        if (vm.nodeName().equals(target)) {
            return StepResult.skip("same node");
        }
        try {
            return Effect.of(vm, "migrate", target.value())
                    .run(
                            acted -> look(vm, target, acted),
                            digest -> vm.qemu()
                                    .migrate(MigrateRequest.to(target)
                                            .targetStorage(vm.vm()
                                                    .placement()
                                                    .storage()
                                                    .value())));
        } catch (TaskFailedException | ServerException | ValidationException e) {
            return e.isRetryable() ? retry(e) : stays(vm, VmErrors.message(e));
        }
    }

    private static StepResult retry(ProxmoxException failure) {
        throw failure;
    }

    private static Look look(VmRun vm, NodeName target, boolean acted) {
        if (acted) {
            Optional<NodeName> now = vm.locate();
            if (now.filter(target::equals).isPresent()) {
                vm.relocated(vm.vm().withNode(target));
                PendingConfig seen = vm.observe();
                return Look.finished(vm.lockedBy(seen.lock()).orElseGet(() -> StepResult.done("moved to " + target)));
            }
        }
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return Look.finished(locked.get());
        }
        return obstacle(vm, target, seen)
                .map(why -> Look.finished(stays(vm, why)))
                .orElseGet(() -> Look.act(Optional.empty()));
    }

    /** Why the VM can never get there, as far as that can be known beforehand. */
    private static Optional<String> obstacle(VmRun vm, NodeName target, PendingConfig seen) {
        List<StorageStatus> here = vm.node(vm.nodeName()).storages();
        boolean linkedLocal = seen.asConfig().diskSlots().stream()
                .flatMap(slot -> seen.asConfig().disk(slot).stream())
                .anyMatch(
                        disk -> isLinked(disk) && !isShared(here, disk.volume().storage()));
        if (linkedLocal) {
            return Optional.of("a linked clone on local storage cannot migrate");
        }
        StorageId wanted = vm.vm().placement().storage();
        boolean there = vm.node(target).storages().stream()
                .anyMatch(storage -> storage.storage().equals(wanted) && storage.enabled() && storage.active());
        return there ? Optional.empty() : Optional.of("storage " + wanted + " is not available on " + target);
    }

    /** The volume of a linked clone names its base: {@code local:9000/base-9000-disk-0.qcow2/210/vm-210-disk-0.qcow2}. */
    private static boolean isLinked(Disk disk) {
        return disk.volume().toString().contains("/base-")
                || disk.volume().toString().contains(":base-");
    }

    private static boolean isShared(List<StorageStatus> storages, StorageId id) {
        return storages.stream().anyMatch(storage -> storage.storage().equals(id) && storage.shared());
    }

    private static StepResult stays(VmRun vm, String why) {
        vm.step().event("migration_skipped", "stays on " + vm.nodeName() + ": " + why);
        return StepResult.skip("stays on " + vm.nodeName() + ": " + why);
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.vm.AdditionalDisk;
import dev.vmlifecycle.vm.DiskLimits;
import java.util.Optional;
import java.util.Set;

/** Sizes and limits of the system disk and of the additional disk. Disks only ever grow. */
public final class DiskSteps {

    /**
     * Grows the system disk.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult resizeSystem(VmRun vm) {
        Optional<ByteSize> size = vm.vm().pkg().systemDisk();
        if (size.isEmpty()) {
            return StepResult.skip("template size kept");
        }
        return grow(vm, seen -> DiskSlots.system(vm.vm(), seen), size.get(), "system_disk_shrink_rejected");
    }

    /**
     * Applies the system disk's limits.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult limitSystem(VmRun vm) {
        return limit(vm, seen -> DiskSlots.system(vm.vm(), seen), vm.vm().pkg().systemDiskLimits());
    }

    /**
     * Grows the additional disk.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult resizeAdditional(VmRun vm) {
        Optional<AdditionalDisk> wanted = vm.vm().pkg().additionalDisk();
        if (wanted.isEmpty()) {
            return none(vm);
        }
        return grow(vm, seen -> additional(vm, seen), wanted.get().size(), "additional_disk_shrink_rejected");
    }

    /**
     * Applies the additional disk's limits.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult limitAdditional(VmRun vm) {
        Optional<AdditionalDisk> wanted = vm.vm().pkg().additionalDisk();
        if (wanted.isEmpty()) {
            return none(vm);
        }
        return limit(vm, seen -> additional(vm, seen), wanted.get().limits());
    }

    static StepResult none(VmRun vm) {
        return StepResult.skip(vm.vm().remote().extraDisk().isPresent() ? "kept" : "none");
    }

    private static String additional(VmRun vm, PendingConfig seen) {
        return vm.vm()
                .remote()
                .extraDisk()
                .filter(slot -> seen.asConfig().disk(slot).isPresent())
                .orElseThrow(() -> new StepFailure(
                        ErrorKind.CONFIG,
                        "VM " + vm.vmid() + " on " + vm.nodeName() + ": no additional disk at "
                                + vm.vm().remote().extraDisk().orElse("any slot")
                                + " (expected: the one created before)"));
    }

    private static StepResult grow(VmRun vm, SlotChoice choice, ByteSize wanted, String rejected) {
        return Effect.of(vm, "resize", wanted.toString())
                .run(
                        acted -> {
                            PendingConfig seen = vm.observe();
                            Optional<StepResult> locked = vm.lockedBy(seen.lock());
                            if (locked.isPresent()) {
                                return Look.finished(locked.get());
                            }
                            String slot = choice.of(seen);
                            ByteSize present = size(vm, seen, slot);
                            int order = Long.compare(present.bytes(), wanted.bytes());
                            if (order == 0) {
                                return Look.finished(
                                        acted ? StepResult.done(slot + " " + wanted) : StepResult.skip("no change"));
                            }
                            if (order > 0) {
                                vm.step()
                                        .event(
                                                rejected,
                                                slot + " stays at " + present + ", the package says " + wanted);
                                return Look.finished(StepResult.skip("shrink not allowed"));
                            }
                            return Look.act(seen.digest());
                        },
                        digest -> resize(vm, choice, wanted, digest));
    }

    private static dev.vmlifecycle.proxmox.ProxmoxTask resize(
            VmRun vm, SlotChoice choice, ByteSize wanted, Optional<Digest> digest) {
        String slot = choice.of(vm.observe());
        return vm.qemu().resize(slot, wanted, digest.orElseThrow());
    }

    private static ByteSize size(VmRun vm, PendingConfig seen, String slot) {
        return seen.asConfig()
                .disk(slot)
                .flatMap(Disk::size)
                .orElseThrow(() -> new StepFailure(
                        ErrorKind.CONFIG,
                        "VM " + vm.vmid() + " on " + vm.nodeName() + ": disk " + slot
                                + " has no size (expected: size=)"));
    }

    private static StepResult limit(VmRun vm, SlotChoice choice, DiskLimits limits) {
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return locked.get();
        }
        String slot = choice.of(seen);
        Disk present = seen.asConfig().disk(slot).orElseThrow();
        Disk wanted = Limits.apply(present, limits);
        if (wanted.equals(present) && seen.pending(slot).isEmpty()) {
            return StepResult.skip("no change");
        }
        vm.qemu()
                .update(ConfigUpdate.builder()
                        .disk(slot, wanted.forUpdate())
                        .digest(seen.digest().orElseThrow())
                        .build());
        Applied.orReverted(vm, Set.of(slot));
        return StepResult.done(slot + " " + Limits.text(limits));
    }

    /** Which slot a step means, given what is there. */
    @FunctionalInterface
    interface SlotChoice {
        String of(PendingConfig seen);
    }
}

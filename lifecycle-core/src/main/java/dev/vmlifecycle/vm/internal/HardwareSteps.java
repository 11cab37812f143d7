package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.vm.PackageSpec;
import java.util.Optional;
import java.util.Set;

/** Cores, sockets and memory. */
public final class HardwareSteps {
    private static final Set<String> KEYS = Set.of("cores", "sockets", "memory");

    /**
     * Applies cores, sockets and memory.
     *
     * @param vm the run
     * @return what came of it
     */
    public StepResult cpuAndMemory(VmRun vm) {
        PendingConfig seen = vm.observe();
        Optional<StepResult> locked = vm.lockedBy(seen.lock());
        if (locked.isPresent()) {
            return locked.get();
        }
        PackageSpec pkg = vm.vm().pkg();
        if (!differs(seen, pkg)) {
            return StepResult.skip("no change");
        }
        vm.qemu()
                .update(ConfigUpdate.builder()
                        .cores(pkg.cores())
                        .sockets(pkg.sockets())
                        .memory(pkg.memory())
                        .digest(seen.digest().orElseThrow())
                        .build());
        Applied.orReverted(vm, KEYS);
        return StepResult.done(pkg.cores() + " cores, " + pkg.sockets() + " sockets, " + pkg.memory() + " memory");
    }

    /** Whether the package needs other values than run now; a key that is pending counts as different. */
    static boolean differs(PendingConfig seen, PackageSpec pkg) {
        return KEYS.stream().anyMatch(key -> seen.pending(key).isPresent() || seen.deletePending(key))
                || seen.asConfig().cores() != pkg.cores()
                || seen.asConfig().sockets() != pkg.sockets()
                || !seen.asConfig().memory().equals(pkg.memory());
    }
}

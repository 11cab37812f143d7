package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.ErrorKind;
import dev.vmlifecycle.engine.StepFailure;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.PendingConfig;
import java.util.Set;
import java.util.TreeSet;

/** Proof that a config write took effect: after it nothing of ours may be left pending. */
final class Applied {
    private Applied() {}

    /** Reads back; what is still pending is reverted and reported, since a running VM would only get it at its next start. */
    static void orReverted(VmRun vm, Set<String> keys) {
        if (vm.vm().change().isEmpty()) {
            return; // a VM that is being deployed has never been started: nothing can be pending
        }
        PendingConfig seen = vm.observe();
        Set<String> left = new TreeSet<>(seen.pendingKeys());
        left.retainAll(keys);
        if (!left.isEmpty()) {
            vm.qemu()
                    .update(ConfigUpdate.builder()
                            .revert(left.toArray(String[]::new))
                            .digest(seen.digest().orElseThrow())
                            .build());
            throw new StepFailure(
                    ErrorKind.CONFIG,
                    "VM " + vm.vmid() + " on " + vm.nodeName() + ": " + left
                            + " not applied to the running VM and reverted (expected: applied, or the VM stopped first)");
        }
    }
}

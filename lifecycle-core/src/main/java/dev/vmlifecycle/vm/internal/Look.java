package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.StepResult;
import dev.vmlifecycle.proxmox.Digest;
import java.util.Optional;

/**
 * What a look at the world said: finished, or the digest of the read that justifies acting.
 *
 * @param finished the step's result, when there is nothing (more) to do
 * @param digest the digest to send along
 */
record Look(Optional<StepResult> finished, Optional<Digest> digest) {

    static Look finished(StepResult result) {
        return new Look(Optional.of(result), Optional.empty());
    }

    static Look act(Optional<Digest> digest) {
        return new Look(Optional.empty(), digest);
    }
}

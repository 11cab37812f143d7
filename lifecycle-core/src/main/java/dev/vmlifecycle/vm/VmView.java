package dev.vmlifecycle.vm;

import dev.vmlifecycle.engine.StepError;
import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import java.util.List;
import java.util.Optional;

/**
 * A VM as a panel shows it.
 *
 * @param key the VM
 * @param fqdn its host name
 * @param status what a panel shows: the state, but {@code terminate} from the moment a termination is asked for until it ends
 * @param pipeline the pipeline it is in, or was in last
 * @param state the last completed state
 * @param pkg its package
 * @param vmid its VMID, while it has a VM
 * @param node the node it was last seen on
 * @param addresses the addresses it holds, IPv4 first
 * @param trouble what keeps it from going on
 */
public record VmView(
        VmKey key,
        String fqdn,
        String status,
        String pipeline,
        String state,
        PackageSpec pkg,
        Optional<Vmid> vmid,
        Optional<NodeName> node,
        List<Allocation> addresses,
        Trouble trouble) {

    /**
     * Copies the addresses.
     *
     * @param key see above
     * @param fqdn see above
     * @param status see above
     * @param pipeline see above
     * @param state see above
     * @param pkg see above
     * @param vmid see above
     * @param node see above
     * @param addresses see above
     * @param trouble see above
     */
    public VmView {
        addresses = List.copyOf(addresses);
    }

    /**
     * What keeps a VM from going on.
     *
     * @param lastError the last failure of the present step
     * @param hold why nothing runs, for example a state this version does not know
     * @param needsAttention whether it failed several times in a row
     */
    public record Trouble(Optional<StepError> lastError, Optional<String> hold, boolean needsAttention) {}
}

package dev.vmlifecycle.proxmox.node;

import java.util.List;

/**
 * A network interface of a node that NICs can be attached to.
 *
 * @param name such as {@code vmbr0}
 * @param type such as {@code bridge} or {@code OVSBridge}
 * @param active whether it is up
 * @param bridgePorts its uplinks; without one a VLAN tag leads nowhere and is refused
 * @param vlanAware whether the bridge itself filters VLANs
 */
public record NetworkInterface(String name, String type, boolean active, List<String> bridgePorts, boolean vlanAware) {

    /**
     * Copies the list.
     *
     * @param name see above
     * @param type see above
     * @param active see above
     * @param bridgePorts see above
     * @param vlanAware see above
     */
    public NetworkInterface {
        bridgePorts = List.copyOf(bridgePorts);
    }
}

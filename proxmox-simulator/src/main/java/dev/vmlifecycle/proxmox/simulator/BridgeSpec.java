package dev.vmlifecycle.proxmox.simulator;

/**
 * A network bridge of every node that has it.
 *
 * @param name the bridge, for example {@code vmbr0}
 * @param ports the physical ports; empty for a bridge without an uplink, which accepts no VLAN tag unless it is VLAN aware
 * @param vlanAware whether the bridge filters VLANs itself
 */
public record BridgeSpec(String name, String ports, boolean vlanAware) {

    /**
     * {@return a bridge with one uplink}
     *
     * @param name the bridge
     */
    public static BridgeSpec uplinked(String name) {
        return new BridgeSpec(name, "eth0", false);
    }

    /**
     * {@return a bridge without uplink}
     *
     * @param name the bridge
     */
    public static BridgeSpec isolated(String name) {
        return new BridgeSpec(name, "", false);
    }
}

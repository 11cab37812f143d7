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
     * Checks the names.
     *
     * @param name a letter, then up to fourteen letters, digits, {@code -}, {@code _} and {@code .}
     * @param ports see above
     * @param vlanAware see above
     */
    public BridgeSpec {
        Expect.matches("bridge", name, "[A-Za-z][A-Za-z0-9_.-]{0,14}", "an interface name, 15 characters at most");
        Expect.matches("ports of bridge " + name, ports, "[A-Za-z0-9_.@-]*( [A-Za-z0-9_.@-]+)*", "interface names");
    }

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

package dev.vmlifecycle.proxmox.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One node of the cluster. Immutable.
 *
 * @param name the node
 * @param cores processors, the most vCPUs a VM may have here
 * @param memory its memory as Proxmox writes sizes, for example {@code 64G}
 * @param bridges its network bridges
 */
public record NodeSpec(String name, Cores cores, String memory, List<BridgeSpec> bridges) {

    /**
     * Checks the values, copies the bridges.
     *
     * @param name see above
     * @param cores see above
     * @param memory see above
     * @param bridges see above
     */
    public NodeSpec {
        Expect.matches("node", name, "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?", "a host name without dots");
        Expect.matches("memory", memory, "[1-9]\\d*[KMGT]?", "a size such as 64G");
        Objects.requireNonNull(cores, "cores");
        bridges = List.copyOf(bridges);
        Map<String, BridgeSpec> names = new HashMap<>();
        bridges.forEach(bridge -> Expect.once("bridge of node " + name, names, bridge.name(), bridge));
    }

    /**
     * {@return a node with 16 processors, 64 GiB and the bridge {@code vmbr0} with an uplink}
     *
     * @param name the node
     */
    public static NodeSpec named(String name) {
        return new NodeSpec(name, new Cores(16), "64G", List.of(BridgeSpec.uplinked("vmbr0")));
    }

    /**
     * {@return the same node with these bridges only}
     *
     * @param all its bridges
     */
    public NodeSpec bridges(BridgeSpec... all) {
        return new NodeSpec(name, cores, memory, List.of(all));
    }

    /**
     * {@return the same node with another number of processors}
     *
     * @param count how many
     */
    public NodeSpec cores(Cores count) {
        return new NodeSpec(name, count, memory, bridges);
    }

    /**
     * A number of processors.
     *
     * @param count 1 to 8192
     */
    public record Cores(int count) {

        private static final int MOST = 8192;

        /**
         * Refuses other numbers.
         *
         * @param count see above
         */
        public Cores {
            Expect.that(count >= 1 && count <= MOST, "cores", count, "1 to " + MOST);
        }
    }
}

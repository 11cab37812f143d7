package dev.vmlifecycle.proxmox.simulator;

import java.util.List;

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
     * Copies the bridges.
     *
     * @param name see above
     * @param cores see above
     * @param memory see above
     * @param bridges see above
     */
    public NodeSpec {
        Expect.matches("node", name, "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?", "a host name without dots");
        Expect.matches("memory", memory, "[1-9]\\d*[KMGT]?", "a size such as 64G");
        bridges = List.copyOf(bridges);
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
     * @param count at least one
     */
    public record Cores(int count) {

        /**
         * Refuses less than one.
         *
         * @param count see above
         */
        public Cores {
            if (count < 1) {
                throw new IllegalArgumentException("cores: " + count + " (expected: at least 1)");
            }
        }
    }
}

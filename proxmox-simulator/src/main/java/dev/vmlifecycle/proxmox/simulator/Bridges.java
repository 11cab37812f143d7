package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;

/** Whether a NIC can be put on its bridge. */
final class Bridges {

    private Bridges() {}

    static void check(NodeSpec node, NetSpec net) {
        String name = net.option("bridge");
        if (name.isEmpty()) {
            return;
        }
        BridgeSpec bridge = node.bridges().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiError.die("bridge '" + name + "' does not exist"));
        if (!net.option("tag").isEmpty() && bridge.ports().isEmpty() && !bridge.vlanAware()) {
            throw ApiError.die("no physical interface on bridge '" + name + "'");
        }
    }
}

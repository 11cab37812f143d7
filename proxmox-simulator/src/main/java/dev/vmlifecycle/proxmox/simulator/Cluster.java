package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What does not change while the simulator runs: nodes, storages, tokens, times. */
record Cluster(
        String name,
        String version,
        Map<String, NodeSpec> nodes,
        Map<String, StorageSpec> storages,
        Map<String, String> tokens,
        TaskTimes times,
        GuestBehaviour guest) {

    Cluster {
        nodes = new LinkedHashMap<>(nodes);
        storages = new LinkedHashMap<>(storages);
        tokens = new LinkedHashMap<>(tokens);
    }

    List<String> nodeNames() {
        return List.copyOf(nodes.keySet());
    }

    NodeSpec node(String node) {
        NodeSpec spec = nodes.get(node);
        if (spec == null) {
            throw ApiError.die("no such cluster node '" + node + "'");
        }
        return spec;
    }

    StorageSpec storage(String id) {
        StorageSpec spec = storages.get(id);
        if (spec == null) {
            throw ApiError.die("storage '" + id + "' does not exist");
        }
        return spec;
    }

    StorageSpec storageOn(String id, String node) {
        StorageSpec spec = storage(id);
        if (!spec.availableOn(node)) {
            throw ApiError.die("storage '" + id + "' is not available on node '" + node + "'");
        }
        return spec;
    }
}

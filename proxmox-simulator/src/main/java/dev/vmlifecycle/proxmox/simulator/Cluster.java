package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What does not change while the simulator runs: version, nodes, storages, times, guests. */
record Cluster(
        String name,
        PveVersion version,
        Map<String, NodeSpec> nodes,
        Map<String, StorageSpec> storages,
        Map<String, TaskDuration> durations,
        GuestBehaviour guest) {

    Cluster {
        nodes = new LinkedHashMap<>(nodes);
        storages = new LinkedHashMap<>(storages);
        durations = Map.copyOf(durations);
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

    TaskDuration duration(String type) {
        TaskDuration duration = durations.get(type);
        return duration == null ? durations.getOrDefault("", TaskDuration.fixed(java.time.Duration.ZERO)) : duration;
    }
}

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What does not change while the simulator runs: version, nodes, storages, times, guests. */
record Cluster(
        String name,
        PveVersion version,
        Map<String, NodeSpec> nodes,
        Map<String, StorageSpec> storages,
        Map<String, TaskDuration> durations,
        GuestBehaviour guest) {

    Cluster {
        Expect.matches("cluster name", name, "[A-Za-z0-9-]{1,15}", "letters, digits and dashes, 15 at most");
        nodes = new LinkedHashMap<>(nodes);
        storages = new LinkedHashMap<>(storages);
        durations = Map.copyOf(durations);
    }

    /** What only shows when all is known: names that lead nowhere. */
    void check(List<TemplateSpec> templates) {
        storages.values()
                .forEach(storage -> storage.nodes()
                        .forEach(node -> Expect.oneOf("node of storage " + storage.id(), node, nodes.keySet())));
        Set<Integer> vmids = new HashSet<>();
        for (TemplateSpec template : templates) {
            String which = " of template " + template.vmid();
            Expect.that(vmids.add(template.vmid()), "template", template.vmid(), "each VMID once");
            Expect.oneOf("node" + which, template.node(), nodes.keySet());
            Expect.oneOf("storage" + which, template.storage(), storages.keySet());
            StorageSpec storage = storage(template.storage());
            boolean usable =
                    storage.availableOn(template.node()) && storage.content().contains("images");
            Expect.that(usable, "storage" + which, storage.id(), "for images, available on " + template.node());
            Expect.oneOf("format" + which, template.format(), Set.copyOf(storage.formats()));
            Expect.that(
                    DiskSize.bytes(template.disk()) <= storage.capacityBytes(),
                    "disk" + which,
                    template.disk(),
                    "no larger than storage " + storage.id() + " with " + storage.capacity());
        }
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

    /** New volumes of guests go only where images may lie. */
    void checkImages(String id) {
        if (!storage(id).content().contains("images")) {
            throw ApiError.param("storage", "storage '" + id + "' does not support vm images");
        }
    }

    /** A drive's storage exists, and takes images when the drive is to be made there: {@code local:10}, {@code local:cloudinit}. */
    void checkDrive(Volid volume) {
        if (volume.storage().isEmpty()) {
            return;
        }
        storage(volume.storage());
        if (volume.name().matches("\\d+(\\.\\d+)?|cloudinit")) {
            checkImages(volume.storage());
        }
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

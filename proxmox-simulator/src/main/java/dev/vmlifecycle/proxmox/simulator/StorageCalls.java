package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Map;

/** Storages and what lies on them. */
final class StorageCalls {

    private StorageCalls() {}

    /**
     * Storages kept off this node are listed too, as disabled, but not by content. With {@code target} only storages
     * that both nodes share remain (8.4.1).
     */
    static Reply list(Call call) {
        World world = call.world();
        String target = call.param("target").equals(call.node()) ? "" : call.param("target");
        ArrayNode rows = Reply.array();
        for (StorageSpec storage : world.cluster.storages().values()) {
            if (!sees(call, storage.id())) {
                continue;
            }
            boolean named = !call.has("storage") || storage.id().equals(call.param("storage"));
            boolean wanted = !call.has("content") || storage.availableOn(call.node());
            if (named && wanted && holds(storage, call.param("content")) && reaches(storage, call.node(), target)) {
                rows.add(row(world, storage, call.node()).put("storage", storage.id()));
            }
        }
        return Reply.of(rows);
    }

    static boolean sees(Call call, String storage) {
        String path = "/storage/" + storage;
        return call.may(path, "Datastore.Audit") || call.may(path, "Datastore.AllocateSpace");
    }

    private static boolean reaches(StorageSpec storage, String node, String target) {
        return target.isEmpty() || (storage.shared() && storage.availableOn(node) && storage.availableOn(target));
    }

    private static boolean holds(StorageSpec storage, String wanted) {
        if (wanted.isEmpty()) {
            return true;
        }
        return List.of(wanted.split("[,; ]", -1)).stream().anyMatch(storage.content()::contains);
    }

    private static ObjectNode row(World world, StorageSpec storage, String node) {
        boolean here = storage.availableOn(node);
        long total = here ? storage.capacityBytes() : 0;
        long used = here ? world.volumes.used(storage, node) : 0;
        ObjectNode row = Reply.object()
                .put("type", storage.type())
                .put("content", String.join(",", storage.content()))
                .put("shared", storage.shared() ? 1 : 0)
                .put("enabled", here ? 1 : 0)
                .put("active", here ? 1 : 0)
                .put("total", total)
                .put("used", used)
                .put("avail", Math.max(0, total - used));
        if (total > 0) {
            row.put("used_fraction", (double) used / total);
        }
        return row;
    }

    static String mountPoint(StorageSpec storage) {
        return storage.id().equals("local") ? "/var/lib/vz" : "/mnt/pve/" + storage.id();
    }

    static Reply configured(Call call) {
        ArrayNode rows = Reply.array();
        for (StorageSpec storage : call.world().cluster.storages().values()) {
            if (!call.has("type") || call.param("type").equals(storage.type())) {
                rows.add(configRow(call, storage));
            }
        }
        return Reply.of(rows);
    }

    private static ObjectNode configRow(Call call, StorageSpec storage) {
        ObjectNode row = Reply.object()
                .put("storage", storage.id())
                .put("type", storage.type())
                .put("content", String.join(",", storage.content()))
                .put(
                        "digest",
                        FirewallDigest.of(Map.of(
                                "ids", call.world().cluster.storages().keySet().toString())));
        if (storage.isFileBased()) {
            row.put("path", mountPoint(storage));
        }
        if (!storage.nodes().isEmpty()) {
            row.put("nodes", String.join(",", storage.nodes()));
        }
        if (storage.shared() && storage.type().equals("dir")) {
            row.put("shared", 1);
        }
        return row;
    }

    static Reply oneConfigured(Call call) {
        return Reply.of(configRow(call, call.world().cluster.storage(call.param("storage"))));
    }

    static Reply status(Call call) {
        StorageSpec storage = call.world().cluster.storages().get(call.param("storage"));
        if (storage == null) {
            throw ApiError.param("storage", "No such storage.");
        }
        ObjectNode row = row(call.world(), storage, call.node());
        row.remove("used_fraction");
        return Reply.of(row);
    }

    static Reply content(Call call) {
        World world = call.world();
        StorageSpec storage = world.cluster.storageOn(call.param("storage"), call.node());
        ArrayNode rows = Reply.array();
        for (Volume volume : world.volumes.on(storage, call.node())) {
            boolean wanted =
                    call.param("content").isEmpty() || call.param("content").equals(volume.content);
            if (wanted && (!call.has("vmid") || call.vmid() == volume.vmid)) {
                rows.add(volumeRow(volume));
            }
        }
        return Reply.of(rows);
    }

    private static ObjectNode volumeRow(Volume volume) {
        ObjectNode row = Reply.object()
                .put("volid", volume.volid())
                .put("content", volume.content)
                .put("format", volume.format)
                .put("size", volume.size)
                .put("ctime", volume.ctime)
                .put("vmid", volume.vmid);
        if (volume.content.equals("backup")) {
            row.put("subtype", "qemu");
            if (volume.isProtected) {
                row.put("protected", 1);
            }
            if (!volume.notes.isEmpty()) {
                row.put("notes", volume.notes);
            }
        } else {
            row.put("used", volume.size);
            if (volume.parent.isEmpty()) {
                row.putNull("parent");
            } else {
                row.put("parent", "../" + volume.parent);
            }
        }
        return row;
    }

    /** A missing volume is no failure; a protected one fails in the task. */
    static Reply delete(Call call) {
        Volid volid = Volid.parse(call.param("volume"));
        String storage = call.param("storage");
        String name = volid.storage().isEmpty()
                ? volid.name()
                : call.param("volume").substring(volid.storage().length() + 1);
        call.world().cluster.storageOn(storage, call.node());
        int owner = ownerOf(name);
        Map<String, String> args = Map.of("volid", storage + ":" + name, "vmid", Integer.toString(owner));
        return Reply.upid(call.start("imgdel", owner + "@" + storage, args));
    }

    static int ownerOf(String name) {
        var matcher =
                java.util.regex.Pattern.compile("(?:vm|base|qemu)-(\\d+)-").matcher(name);
        int owner = 0;
        while (matcher.find()) {
            owner = Whole.small(matcher.group(1), 0);
        }
        return owner;
    }
}

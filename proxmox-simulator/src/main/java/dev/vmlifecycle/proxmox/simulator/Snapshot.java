package dev.vmlifecycle.proxmox.simulator;

import java.util.Map;
import java.util.TreeMap;

/** One snapshot of a VM; plain fields, stored as JSON. */
final class Snapshot {

    String description = "";
    /** Empty for a root of the tree. */
    String parent = "";

    long snaptime;
    boolean vmstate;
    TreeMap<String, String> config = new TreeMap<>();
    /** Sizes of the volumes by volume id. */
    TreeMap<String, Long> sizes = new TreeMap<>();

    /** The configuration a clone of it begins with. */
    Map<String, String> cloned() {
        Map<String, String> values = new TreeMap<>(config);
        values.keySet().removeAll(java.util.List.of("parent", "description", "snaptime", "vmstate", "runningmachine"));
        return values;
    }

    boolean holds(String volid) {
        return Vm.drives(config).values().stream()
                .anyMatch(drive -> drive.volume().equals(volid));
    }

    /** The section of the configuration file. */
    Map<String, String> section() {
        Map<String, String> section = new TreeMap<>(config);
        section.remove("parent");
        section.remove("description");
        if (!description.isEmpty()) {
            section.put("description", description);
        }
        if (!parent.isEmpty()) {
            section.put("parent", parent);
        }
        section.put("snaptime", Long.toString(snaptime));
        return section;
    }
}

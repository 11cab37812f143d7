package dev.vmlifecycle.proxmox.simulator;

import java.util.Map;
import java.util.TreeMap;

/** The parameter {@code targetstorage}: {@code a:b} pairs, one storage for the rest, or {@code 1} for "the same". */
record StorageMap(Map<String, String> explicit, String fallback) {

    static StorageMap parse(String text) {
        Map<String, String> explicit = new TreeMap<>();
        String fallback = "";
        for (String part : text.split("[,; ]", -1)) {
            int colon = part.indexOf(':');
            if (colon > 0) {
                explicit.put(part.substring(0, colon), part.substring(colon + 1));
            } else if (!part.equals("1")) {
                fallback = part;
            }
        }
        return new StorageMap(explicit, fallback);
    }

    String target(String storage) {
        return explicit.getOrDefault(storage, fallback.isEmpty() ? storage : fallback);
    }
}

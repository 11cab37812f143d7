package dev.vmlifecycle.proxmox.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What someone may do, by path, after groups, roles and the separation of tokens.
 *
 * @param byPath privileges at each path that has rules, and whether each holds below the path too
 */
public record Permissions(Map<String, Map<String, Boolean>> byPath) {

    /**
     * Copies the maps.
     *
     * @param byPath see above
     */
    public Permissions {
        byPath = byPath.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> Map.copyOf(entry.getValue())));
    }

    /**
     * {@return the privileges at a path; none when the answer does not speak of it, as when rules above it decide: ask
     * for the path itself then}
     *
     * @param path such as {@code /vms}
     */
    public Set<String> at(String path) {
        return byPath.getOrDefault(path, Map.of()).keySet();
    }

    /**
     * {@return which of these privileges are missing at a path}
     *
     * @param path such as {@code /vms}
     * @param wanted such as {@code VM.Allocate}
     */
    public Set<String> missing(String path, String... wanted) {
        return Arrays.stream(wanted)
                .filter(privilege -> !at(path).contains(privilege))
                .collect(Collectors.toUnmodifiableSet());
    }
}

package dev.vmlifecycle.proxmox.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An object.
 *
 * @param members by name, in the order the server gave them, which is random
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {

    /**
     * Copies the members.
     *
     * @param members see above
     */
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name)).filter(value -> !(value instanceof JsonNull));
    }

    @Override
    public String toJson() {
        return members.entrySet().stream()
                .map(entry ->
                        JsonText.quote(entry.getKey()) + ":" + entry.getValue().toJson())
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    public String toString() {
        return "object" + members.keySet();
    }
}

package dev.vmlifecycle.proxmox.json;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An array.
 *
 * @param items in order
 */
public record JsonArray(List<JsonValue> items) implements JsonValue {

    /**
     * Copies the items.
     *
     * @param items see above
     */
    public JsonArray {
        items = List.copyOf(items);
    }

    @Override
    public String toJson() {
        return items.stream().map(JsonValue::toJson).collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public String toString() {
        return "array of " + items.size();
    }
}

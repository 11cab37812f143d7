package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.json.JsonArray;
import dev.vmlifecycle.proxmox.json.JsonFlag;
import dev.vmlifecycle.proxmox.json.JsonNull;
import dev.vmlifecycle.proxmox.json.JsonNumber;
import dev.vmlifecycle.proxmox.json.JsonText;
import dev.vmlifecycle.proxmox.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers without a type of their own. */
final class JsonValues {

    private JsonValues() {}

    static JsonValue of(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            for (int i = 0; i < object.size(); i++) {
                members.put(object.name(i), of(object.value(i)));
            }
            return new dev.vmlifecycle.proxmox.json.JsonObject(members);
        }
        if (value instanceof List<?> items) {
            List<JsonValue> values = new ArrayList<>(items.size());
            items.forEach(item -> values.add(of(item)));
            return new JsonArray(values);
        }
        if (value instanceof Long || value instanceof JsonDecimal) {
            return new JsonNumber(new BigDecimal(value.toString()));
        }
        if (value instanceof Boolean flag) {
            return new JsonFlag(flag);
        }
        return value instanceof String text ? new JsonText(text) : new JsonNull();
    }
}

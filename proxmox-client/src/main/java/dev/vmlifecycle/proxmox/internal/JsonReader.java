package dev.vmlifecycle.proxmox.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.json.JsonArray;
import dev.vmlifecycle.proxmox.json.JsonFlag;
import dev.vmlifecycle.proxmox.json.JsonNull;
import dev.vmlifecycle.proxmox.json.JsonNumber;
import dev.vmlifecycle.proxmox.json.JsonObject;
import dev.vmlifecycle.proxmox.json.JsonText;
import dev.vmlifecycle.proxmox.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers without a type of their own. */
final class JsonReader {

    private JsonReader() {}

    static JsonValue value(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            node.properties().forEach(entry -> members.put(entry.getKey(), value(entry.getValue())));
            return new JsonObject(members);
        }
        if (node.isArray()) {
            List<JsonValue> items = new ArrayList<>(node.size());
            node.forEach(item -> items.add(value(item)));
            return new JsonArray(items);
        }
        if (node.isTextual()) {
            return new JsonText(node.textValue());
        }
        if (node.isNumber()) {
            return new JsonNumber(node.decimalValue());
        }
        return node.isBoolean() ? new JsonFlag(node.booleanValue()) : new JsonNull();
    }
}

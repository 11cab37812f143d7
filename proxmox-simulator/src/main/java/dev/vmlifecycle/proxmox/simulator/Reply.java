package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** A handler's success: the data, a sibling {@code total} when not negative, and how long the call waited for a lock. */
record Reply(JsonNode data, long total, long waitedMs) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static Reply of(JsonNode data) {
        return new Reply(data, -1, 0);
    }

    static Reply text(String text) {
        return of(JSON.textNode(text));
    }

    static Reply upid(Task task) {
        return text(task.upid);
    }

    static Reply nothing() {
        return of(JSON.nullNode());
    }

    static Reply counted(ArrayNode rows, long total) {
        return new Reply(rows, total, 0);
    }

    Reply waited(long ms) {
        return new Reply(data, total, ms);
    }

    static ObjectNode object() {
        return JSON.objectNode();
    }

    static ArrayNode array() {
        return JSON.arrayNode();
    }

    static ArrayNode array(Collection<? extends JsonNode> rows) {
        return JSON.arrayNode().addAll(rows);
    }
}

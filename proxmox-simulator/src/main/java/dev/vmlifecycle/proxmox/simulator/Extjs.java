package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The web interface's format: always 200, failures inside. A refused parameter's status is text, any other a number (8.4.1). */
final class Extjs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Extjs() {}

    static SimResponse answer(SimResponse json) {
        if (json.body().isEmpty() || !json.body().startsWith("{")) {
            return json;
        }
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(json.body());
            boolean fine = json.status() == 200;
            body.put("success", fine ? 1 : 0);
            if (json.status() == 400) {
                body.put("status", "400");
            } else if (!fine) {
                body.put("status", json.status());
            }
            return SimResponse.answer(200, "OK", SimResponse.JSON, body.toString())
                    .after(json.took());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("answer: not JSON (expected: JSON of our own making)", e);
        }
    }
}

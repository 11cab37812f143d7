package dev.vmlifecycle.proxmox.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recorded exchanges with secrets put where secrets go, in the request and in the answer. */
final class Planted {

    static final String GUEST_PASSWORD = "9ue57-pa55";
    static final String KEY = "AAAAC3Nz-pl4nted";
    static final String USER_PASSWORD = "u5er-pa55";
    static final String ANSWERED = "an5wered-5ecret";
    static final List<String> SECRETS = List.of(GUEST_PASSWORD, KEY, USER_PASSWORD, ANSWERED);

    private static final Map<String, String> PARAMS = Map.of(
            "cipassword",
            GUEST_PASSWORD,
            "sshkeys",
            "ssh-ed25519%20" + KEY + "%20someone%40example.com",
            "password",
            USER_PASSWORD);
    private static final Set<String> ANSWERS = Set.of("ticket", "CSRFPreventionToken", "password", "cipassword");

    private Planted() {}

    static RecordedExchange in(RecordedExchange exchange) {
        ObjectNode json = exchange.json().deepCopy();
        if (json.path("request").path("params") instanceof ObjectNode params) {
            PARAMS.forEach((name, secret) -> replace(params, name, secret));
        }
        plant(json.path("response").path("body"), exchange.path().contains("/token/"));
        return new RecordedExchange(exchange.file(), json);
    }

    private static void plant(JsonNode node, boolean isToken) {
        if (node instanceof ObjectNode object) {
            ANSWERS.forEach(name -> replace(object, name, ANSWERED));
            // rows of pending values; the secret of a token that was just made
            if (isToken || ANSWERS.contains(object.path("key").asText())) {
                replace(object, "value", ANSWERED);
                replace(object, "pending", ANSWERED);
            }
            object.forEach(member -> plant(member, isToken));
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> plant(item, isToken));
        }
    }

    private static void replace(ObjectNode object, String name, String secret) {
        if (object.path(name).isTextual()) {
            object.put(name, secret);
        }
    }
}

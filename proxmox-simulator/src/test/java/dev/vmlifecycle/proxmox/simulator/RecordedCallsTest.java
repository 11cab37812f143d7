package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Single recorded calls, mostly refusals, in recorded order against one world. */
class RecordedCallsTest {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedCallsTest.class);

    /** Recorded calls that only make sense in a state or with a feature this world lacks. */
    private static final Set<String> LEFT_OUT = Set.of(
            "clone-full-from-nontemplate",
            "clone-nofull-from-nontemplate",
            "clone-onto-self",
            "clone-linked",
            "clone-full-from-template",
            "config-after-cheat",
            "disk-add-toolarge",
            "disk-move",
            "disk-move-same",
            "disk-detach-running",
            "disk-add-running",
            "migrate-targetstorage-onlypve2",
            "migrate-back-targetstorage",
            "migrate-back-mapping",
            "migrate-back-without-mapping",
            "put-during-migrate",
            "put-during-backup",
            "resize-with-snapshot",
            "resize-running",
            "resize-too-large");

    private static final List<String> GROUPS = List.of(
            "auth-none",
            "auth-bad-token-secret",
            "auth-unknown-token",
            "auth-bearer",
            "auth-header-space",
            "err-",
            "put-",
            "clone-",
            "resize-",
            "disk-",
            "sshkeys-",
            "cloudinit-set",
            "cloudinit-ip",
            "fw-options",
            "fw-rule",
            "fw-ipset",
            "migrate-to",
            "migrate-targetstorage",
            "task-unknown",
            "task-bad",
            "storage-status",
            "storage-list-node-",
            "head",
            "options-method",
            "patch-method",
            "chunked",
            "delete-with-body",
            "trailing-slash",
            "lock-set",
            "locked-skiplock",
            "token-args",
            "form-",
            "json-",
            "semicolon",
            "uri-param",
            "tags",
            "long-description",
            "unicode-description",
            "query-params",
            "config-778");

    @Test
    void recordedCalls_replayed_areRefusedAlike() {
        Api api = world();
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (JsonNode exchange : exchanges()) {
            if (wanted(exchange)) {
                compared++;
                compare(api, exchange).forEach(differences::add);
            }
        }

        LOG.info("{} of {} recorded calls answered alike", compared - differences.size(), compared);
        assertThat(differences).isEmpty();
    }

    private static Api world() {
        Api api = new Api(GoldenWorld.cluster(BridgeSpec.isolated("vmbr1")).build(), "root@pam!rig");
        api.simulator.advanceTo(Api.START);
        clone(api, 201, "1");
        clone(api, 210, "0");
        api.simulator.operator().createForeign(778, "pve1", "x");
        for (String key :
                List.of("name", "agent", "net0", "ostype", "scsihw", "serial0", "vga", "memory", "onboot", "cores")) {
            api.simulator.operator().unset(778, key);
        }
        api.simulator.operator().set(778, "boot", " ");
        return api;
    }

    private static void clone(Api api, int vmid, String full) {
        assertThat(api.task("POST", "/nodes/pve1/qemu/9000/clone", "newid", "" + vmid, "full", full))
                .isEqualTo("OK");
    }

    private static boolean wanted(JsonNode exchange) {
        String name = exchange.path("name").asText();
        return GROUPS.stream().anyMatch(name::startsWith)
                && !LEFT_OUT.contains(name)
                && !exchange.has("taskOf")
                && exchange.path("request").path("path").asText().startsWith(Door.PREFIX)
                && exchange.path("response").path("status").asInt() != 403
                && exchange.path("response").path("status").asInt() < 595;
    }

    private static List<String> compare(Api api, JsonNode exchange) {
        SimRequest request = request(exchange);
        api.now = api.now.plusMillis(10);
        SimResponse given = api.simulator.handle(request, api.now);
        JsonNode recorded = exchange.path("response");
        List<String> differences = new ArrayList<>();
        String name = exchange.path("name").asText();
        String reason =
                recorded.path("reasonPhrase").asText().replaceAll(" at character offset.*|, at character offset.*", "");
        check(
                differences,
                name + " status",
                recorded.path("status").asText() + " " + reason,
                given.status() + " " + given.reason());
        if (recorded.has("body") && given.body().startsWith("{")) {
            JsonNode body = new Api.Answer(given).body();
            check(
                    differences,
                    name + " errors",
                    recorded.path("body").path("errors").toString(),
                    body.path("errors").toString());
            if (body.path("data").asText().startsWith("UPID:")) {
                String exit = api.await(body.path("data").asText());
                taskOf(name).forEach(expected -> check(differences, name + " task", expected, exit));
            }
        }
        return differences;
    }

    private static void check(List<String> differences, String what, String recorded, String given) {
        String lookUp = "Temporary failure in name resolution";
        if (!recorded.replace(lookUp, "Name or service not known").equals(given)) {
            differences.add(what + ": recorded " + recorded + ", given " + given);
        }
    }

    private static List<String> taskOf(String name) {
        List<String> exits = new ArrayList<>();
        for (JsonNode exchange : exchanges()) {
            JsonNode data = exchange.path("response").path("body").path("data");
            if (exchange.path("taskOf").asText().equals(name) && data.has("exitstatus")) {
                exits.add(data.path("exitstatus").asText());
            }
        }
        return exits;
    }

    private static SimRequest request(JsonNode exchange) {
        JsonNode recorded = exchange.path("request");
        SimRequest request = SimRequest.of(
                recorded.path("method").asText(), recorded.path("path").asText());
        for (Map.Entry<String, JsonNode> header : recorded.path("headers").properties()) {
            request = request.header(header.getKey(), header.getValue().asText());
        }
        if (exchange.path("name").asText().equals("auth-bad-token-secret")) {
            request = request.token("root@pam!rig", "wrong");
        }
        String body = recorded.path("rawBody").asText("");
        return body.isEmpty() || body.equals("null") ? request : request.body(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> exchanges() {
        Path file = Golden.directory().resolve("exchanges-8.4.1.jsonl");
        assumeTrue(Files.isReadable(file), () -> "recorded data absent: " + file);
        Map<Integer, JsonNode> bySequence = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                JsonNode exchange = Golden.JSON.readTree(line);
                bySequence.put(exchange.path("seq").asInt(), exchange);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(bySequence.values());
    }
}

package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends a recorded pipeline's calls to the simulator and compares the answers. */
final class GoldenReplay {

    /** Figures and ids that no simulator can foretell: their presence is compared, not their value. */
    private static final Set<String> VOLATILE = Set.of(
            "cpu",
            "mem",
            "netin",
            "netout",
            "diskread",
            "diskwrite",
            "uptime",
            "pid",
            "blockstat",
            "nics",
            "proxmox-support",
            "running-machine",
            "running-qemu",
            "used",
            "used_fraction",
            "avail",
            "total",
            "smbios1",
            "vmgenid",
            "size",
            "ip",
            "meta");

    private static final Pattern MAC = Pattern.compile("BC(:[0-9A-F]{2}){5}");

    private final Golden golden;
    private final Api api;
    private final Map<String, String> substitutes = new LinkedHashMap<>();
    final Map<Integer, String> mismatches = new TreeMap<>();
    int compared;

    GoldenReplay(Golden golden, Api api) {
        this.golden = golden;
        this.api = api;
    }

    void run() {
        for (Golden.Exchange exchange : golden.exchanges()) {
            // The raw monitor was a look behind the scenes, not a call of the pipelines.
            if (!exchange.poll() && !exchange.is("POST", "/monitor")) {
                replay(exchange);
            }
        }
    }

    private void replay(Golden.Exchange exchange) {
        Map<String, String> params = exchange.params();
        params.replaceAll((key, value) -> substitute(value));
        Api.Answer answer = api.call(exchange.method(), substitute(BodyDecoder.decodePath(exchange.path())), params);
        compared++;
        String recorded = exchange.status() + " " + exchange.reason() + " " + plain(exchange, exchange.body());
        String given = answer.summary() + " " + plain(exchange, answer.body());
        if (!recorded.equals(given)) {
            mismatches.put(
                    exchange.seq(),
                    exchange.method() + " " + exchange.path() + "\n  recorded " + recorded + "\n  given    " + given);
        }
        learn(exchange.body(), answer.body());
        awaitTask(exchange, answer);
    }

    private void awaitTask(Golden.Exchange exchange, Api.Answer answer) {
        String recorded = exchange.body().path("data").asText();
        String given = answer.data().asText();
        if (recorded.startsWith("UPID:") && given.startsWith("UPID:")) {
            String exit = api.await(given);
            String expected = golden.exitOf(recorded);
            if (!expected.isEmpty() && !expected.equals(exit)) {
                mismatches.merge(
                        exchange.seq(), "task: recorded " + expected + ", given " + exit, (a, b) -> a + "\n  " + b);
            }
        }
    }

    private String substitute(String text) {
        String result = text;
        for (Map.Entry<String, String> pair : substitutes.entrySet()) {
            result = result.replace(pair.getKey(), pair.getValue());
        }
        return result;
    }

    /** Digests, addresses and task ids differ; the next calls must use ours. */
    private void learn(JsonNode recorded, JsonNode given) {
        List<String> before = tokens(recorded);
        List<String> after = tokens(given);
        for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
            substitutes.put(before.get(i), after.get(i));
        }
    }

    private static List<String> tokens(JsonNode body) {
        List<String> tokens = new ArrayList<>();
        JsonNode data = body.path("data");
        if (data.isTextual() && data.asText().startsWith("UPID:")) {
            tokens.add(data.asText());
        }
        if (data.has("digest")) {
            tokens.add(data.path("digest").asText());
        }
        Matcher matcher = MAC.matcher(data.path("net0").asText());
        if (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private String plain(Golden.Exchange exchange, JsonNode body) {
        boolean guestConfig =
                exchange.path().endsWith("/config") || exchange.path().endsWith("/pending");
        return normal("", body, guestConfig, exchange.path().endsWith("/status/current"));
    }

    private String normal(String key, JsonNode node, boolean maskDigest, boolean live) {
        if (VOLATILE.contains(key) || (maskDigest && key.equals("digest")) || (live && key.equals("ballooninfo"))) {
            return "~";
        }
        if (node instanceof ObjectNode object) {
            Map<String, String> fields = new TreeMap<>();
            object.properties()
                    .forEach(entry ->
                            fields.put(entry.getKey(), normal(entry.getKey(), entry.getValue(), maskDigest, live)));
            hideRowValues(object, fields, maskDigest);
            return fields.toString();
        }
        if (node instanceof ArrayNode array) {
            TreeSet<String> rows = new TreeSet<>();
            array.forEach(row -> {
                if (isKnown(row)) {
                    rows.add(normal("", row, maskDigest, live));
                }
            });
            return rows.toString();
        }
        if (key.equals("content") && node.asText().contains(",")) {
            return new TreeSet<>(List.of(node.asText().split(",", -1))).toString();
        }
        String text = node.toString().replaceAll("UPID:[^\"]*", "UPID");
        return MAC.matcher(text).replaceAll("MAC");
    }

    /** Rows of a pending list name what they hold; a listing's rows carry figures at rest. */
    private static void hideRowValues(ObjectNode object, Map<String, String> fields, boolean maskDigest) {
        String key = object.path("key").asText();
        if (maskDigest && (key.equals("digest") || VOLATILE.contains(key))) {
            fields.put("value", "~");
        }
        if (fields.containsKey("maxdisk") && object.path("type").asText().equals("storage")) {
            fields.put("maxdisk", "~");
        }
    }

    /** The recorded cluster had other guests, which this world does not. */
    private boolean isKnown(JsonNode row) {
        return !row.path("id").asText().startsWith("qemu/")
                || api.simulator.world().vm(row.path("vmid").asInt()).isPresent();
    }
}

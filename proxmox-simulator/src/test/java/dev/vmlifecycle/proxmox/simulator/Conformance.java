package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All recorded exchanges, each sent to a world of its own: what differs, and what the simulator said where nothing does. */
final class Conformance {

    final Fixtures fixtures = Fixtures.read();
    final Map<String, Recorded> recorded = Recorded.all();
    final Map<String, String> mismatches = new LinkedHashMap<>();
    /** Refusals and exit statuses in the simulator's words, of the exchanges that match, by name. */
    final Map<String, List<String>> texts = new LinkedHashMap<>();

    Conformance run() {
        for (Recorded exchange : recorded.values()) {
            String difference = difference(recorded, exchange);
            if (!difference.isEmpty()) {
                mismatches.put(exchange.name(), difference);
                texts.remove(exchange.name());
            }
        }
        return this;
    }

    private String difference(Map<String, Recorded> recorded, Recorded exchange) {
        List<String> steps = fixtures.steps().get(exchange.name());
        if (steps == null) {
            return "no fixture";
        }
        try {
            FixtureSteps world = new FixtureSteps(recorded, start());
            steps.forEach(world::run);
            if (!exchange.taskOf().isEmpty()) {
                task(exchange, world);
            }
            SimResponse given = world.send(exchange);
            texts.put(exchange.name(), said(given));
            return compare(exchange, given);
        } catch (RuntimeException | AssertionError e) {
            return e.toString();
        }
    }

    private static Api start() {
        PveSimulator simulator = GoldenWorld.cluster(
                        List.of(BridgeSpec.uplinked("vmbr0")), BridgeSpec.isolated("vmbr1"))
                .token("root@pam!sim", Api.SECRET)
                .user("root@pam", "PASSWORD")
                .separatedToken("limited@pve!tok", Api.SECRET)
                .build();
        Api api = new Api(simulator, "root@pam!rig");
        simulator.advanceTo(Api.START);
        return api;
    }

    /** The task whose result was recorded is started by the exchange that started it, in the state that one presupposes. */
    private static void task(Recorded exchange, FixtureSteps world) {
        Recorded origin = world.exchange(exchange.taskOf());
        SimResponse started = world.send(origin);
        String upid = new Api.Answer(started).data().asText();
        world.substitutes.put("UPID", upid);
        if (!exchange.data().path("status").asText().equals("running")) {
            world.api.await(upid);
        }
    }

    private static String compare(Recorded exchange, SimResponse given) {
        String lookUp = "Temporary failure in name resolution";
        String perl = " at (/usr|character).*|, at character offset.*";
        String wanted = exchange.status() + " " + exchange.reason().replace(lookUp, "Name or service not known");
        String got = given.status() + " " + given.reason();
        String pid = "conf\\.tmp\\.\\d+";
        if (!wanted.replaceAll(perl, "").replaceAll(pid, "").equals(got.replaceAll(pid, ""))) {
            return "recorded " + wanted + ", given " + got;
        }
        if (!exchange.hasBody()) {
            String text = exchange.json()
                    .path("response")
                    .path("rawBody")
                    .asText("")
                    .replaceAll(perl, "")
                    .strip();
            return text.equals(given.body().strip()) ? "" : "recorded " + text + ", given " + given.body();
        }
        String before = Normal.text(exchange.body()).replace(lookUp, "Name or service not known");
        String after = Normal.text(new Api.Answer(given).body());
        return before.equals(after) ? "" : "\n  recorded " + before + "\n  given    " + after;
    }

    private static List<String> said(SimResponse given) {
        List<String> said = new ArrayList<>(List.of(given.reason()));
        if (given.contentType().equals(SimResponse.JSON)) {
            JsonNode body = new Api.Answer(given).body();
            said.add(body.path("message").asText());
            body.path("errors").forEach(text -> said.add(text.asText()));
            said.add(body.path("data").path("exitstatus").asText());
        }
        return said;
    }
}

package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every recorded exchange is a case: a fixture sets the state it presupposes, its request is sent, the answers are compared. */
class ConformanceTest {

    private static final Logger LOG = LoggerFactory.getLogger(ConformanceTest.class);

    private final Fixtures fixtures = Fixtures.read();

    @Test
    void recordedExchanges_eachAgainstItsFixture_areAnsweredAlike() {
        Map<String, Recorded> recorded = Recorded.all();
        Map<String, String> mismatches = new LinkedHashMap<>();
        for (Recorded exchange : recorded.values()) {
            String difference = difference(recorded, exchange);
            if (!difference.isEmpty()) {
                mismatches.put(exchange.name(), difference);
            }
        }

        int matched = recorded.size() - mismatches.size();
        List<String> plain = recorded.values().stream()
                .filter(fixtures::isPlainRead)
                .map(Recorded::name)
                .filter(name -> !mismatches.containsKey(name))
                .toList();
        int earned = matched - plain.size();
        LOG.info("conformance: {} of {} recorded exchanges answered alike", matched, recorded.size());
        LOG.info(
                "conformance: {} earned, {} plain reads of the state their own answer was loaded into: {}",
                earned,
                plain.size(),
                plain);
        mismatches.forEach((name, text) ->
                LOG.info("mismatch {} ({}): {}", name, fixtures.reviewed().getOrDefault(name, "not reviewed"), text));

        assertThat(earned * 100).as("earned").isGreaterThanOrEqualTo(recorded.size() * 90);
        assertThat(mismatches.keySet()).isSubsetOf(fixtures.reviewed().keySet());
        Map<String, String> hostsOwn = new LinkedHashMap<>(fixtures.reviewed());
        assertThat(new TreeSet<>(errorTexts(recorded, hostsOwn)))
                .as("recorded error texts that no matched exchange shows")
                .isSubsetOf(errorTexts(recorded, mismatches));
    }

    /** The texts of refusals and failed tasks among the exchanges that match. */
    private static List<String> errorTexts(Map<String, Recorded> recorded, Map<String, String> mismatches) {
        List<String> texts = new ArrayList<>();
        recorded.forEach((name, exchange) -> {
            String exit = exchange.data().path("exitstatus").asText();
            if (!mismatches.containsKey(name)) {
                if (exchange.isError()) {
                    texts.add(exchange.reason() + exchange.body().path("errors"));
                } else if (!exit.isEmpty() && !exit.equals("OK")) {
                    texts.add(exit);
                }
            }
        });
        return texts;
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
            return compare(exchange, world.send(exchange));
        } catch (RuntimeException | AssertionError e) {
            return e.toString();
        }
    }

    private static Api start() {
        PveSimulator simulator = GoldenWorld.cluster(BridgeSpec.isolated("vmbr1"))
                .nodes(NodeSpec.named("pve1").cores(new NodeSpec.Cores(2)))
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
}

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

    @Test
    void recordedExchanges_eachAgainstItsFixture_areAnsweredAlike() {
        Conformance conformance = new Conformance().run();
        Fixtures fixtures = conformance.fixtures;
        Map<String, Recorded> recorded = conformance.recorded;
        Map<String, String> mismatches = conformance.mismatches;

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
}

package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.catalogue.Schemas;
import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every recorded exchange of an endpoint that is typed: the request is made again, the answer is read. */
class ReplayTest {

    @Test
    void everyExchange_ofATypedEndpoint_isMadeAndReadAgain() {
        TypedEndpoints endpoints = new TypedEndpoints(Schemas.read(Recordings.directory()));
        List<RecordedExchange> all = Recordings.all();
        SoftAssertions softly = new SoftAssertions();
        Map<RecordedExchange, String> inexpressible = new LinkedHashMap<>();
        int typed = 0;
        int decoded = 0;
        int refused = 0;
        for (RecordedExchange exchange : all) {
            if (endpoints.find(exchange).isEmpty()) {
                continue;
            }
            typed++;
            Replay replay = Replay.of(exchange);
            replay.difference().ifPresent(why -> inexpressible.put(exchange, why));
            decoded += replay.result().isPresent() ? 1 : 0;
            refused += replay.refusal().isPresent() ? 1 : 0;
            check(softly, exchange, replay);
        }
        int expressed = typed - inexpressible.size();
        System.out.printf(
                "REPLAY %d exchanges, %d of typed endpoints: %d expressed, %d not; %d answers decoded, %d refused%n",
                all.size(), typed, expressed, inexpressible.size(), decoded, refused);
        inexpressible.forEach((exchange, why) -> {
            Optional<String> reason = Inexpressible.reason(exchange);
            System.out.printf("REPLAY not expressed: %s: %s%n", exchange, reason.orElse(why));
            softly.assertThat(reason)
                    .as("%s is expressed by no typed call (%s) and not in Inexpressible", exchange, why)
                    .isPresent();
        });

        softly.assertThat(Inexpressible.stale(inexpressible.keySet()))
                .as("rows of Inexpressible that are expressed by now")
                .isEmpty();
        softly.assertThat(inexpressible.size() * 10).as("a tenth of %d", typed).isLessThanOrEqualTo(typed);
        softly.assertAll();
        assertThat(expressed).isGreaterThan(1900);
    }

    private static void check(SoftAssertions softly, RecordedExchange exchange, Replay replay) {
        Optional<ProxmoxException> refusal = replay.refusal();
        if (replay.result().isEmpty() && refusal.isEmpty()) {
            return;
        }
        if (exchange.status() >= 400 && replay.result().isPresent()) {
            softly.assertThat(AnswerChecks.isAnswer(replay.result().get()))
                    .as(exchange.name())
                    .isTrue();
            return;
        }
        softly.assertThat(refusal.isPresent()).as("%s: %s", exchange, refusal).isEqualTo(exchange.status() >= 400);
        replay.result().ifPresent(result -> AnswerChecks.check(softly, exchange, result));
        refusal.ifPresent(e -> {
            softly.assertThat(e).as(exchange.name()).isNotInstanceOf(DecodingException.class);
            softly.assertThat(e).as(exchange.name()).isExactlyInstanceOf(ErrorTexts.expected(exchange));
            softly.assertThat(e.text()).as(exchange.name()).isEqualTo(exchange.errorText());
            softly.assertThat(e.status()).as(exchange.name()).hasValue(exchange.status());
        });
    }
}

package dev.vmlifecycle.proxmox.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The classifier against every recorded refusal, of endpoints that are not typed too. */
class ErrorTextsTest {

    @Test
    void everyRecordedRefusal_isTheExceptionTheTableSays() {
        SoftAssertions softly = new SoftAssertions();
        int refusals = 0;
        for (RecordedExchange exchange : Recordings.all()) {
            if (exchange.status() >= 400) {
                refusals++;
                ProxmoxException e = refusal(exchange);
                softly.assertThat(e).as(exchange.name()).isExactlyInstanceOf(ErrorTexts.expected(exchange));
                softly.assertThat(e.text())
                        .as(exchange.name())
                        .isEqualTo(exchange.errorText())
                        .isNotBlank();
                softly.assertThat(e.status()).as(exchange.name()).hasValue(exchange.status());
            }
        }
        System.out.printf("REPLAY %d refusals, each of the kind the table says%n", refusals);
        softly.assertAll();
        assertThat(refusals).isGreaterThan(200);
    }

    @Test
    void everyRecordedExitStatus_isTheExceptionTheTableSays() {
        Set<String> failures = new TreeSet<>();
        for (RecordedExchange exchange : Recordings.all()) {
            String text = exchange.data().path("exitstatus").asText("");
            if (!text.isEmpty() && TaskOutcome.parse(text) instanceof TaskOutcome.Failed) {
                failures.add(text);
            }
        }

        assertThat(failures)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        text -> assertThat(ProxmoxErrors.classify(text)).isExactlyInstanceOf(ErrorTexts.ofTask(text)));
    }

    private static ProxmoxException refusal(RecordedExchange exchange) {
        try {
            new ScriptedTransport()
                    .answer(exchange.status(), exchange.reason(), exchange.body())
                    .client()
                    .version();
        } catch (ProxmoxException e) {
            return e;
        }
        throw new AssertionError(exchange + ": not refused");
    }
}

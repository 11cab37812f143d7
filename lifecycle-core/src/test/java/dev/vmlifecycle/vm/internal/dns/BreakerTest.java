package dev.vmlifecycle.vm.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.engine.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final DnsError SILENT = DnsError.of(Kind.UNREACHABLE, "no connection");
    private static final DnsError REFUSED = DnsError.of(Kind.AUTH, "HTTP 401");

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final Breaker breaker = new Breaker(clock);

    private void fails(DnsError error) {
        breaker.heed(List.of(error), false);
    }

    @Test
    void refusedCredentials_openAtOnce_forFiveMinutes() {
        fails(REFUSED);

        assertThat(breaker.refusal()).hasValueSatisfying(error -> {
            assertThat(error.kind()).isEqualTo(Kind.AUTH);
            assertThat(error.retryAfter()).contains(Duration.ofMinutes(5));
        });
        clock.advance(Duration.ofMinutes(5));
        assertThat(breaker.refusal()).isEmpty();
        assertThat(breaker.isSuspect()).isTrue();
        breaker.heed(List.of(), true);
        assertThat(breaker.isSuspect()).isFalse();
    }

    @Test
    void silence_opensTheSecondTime_thenEachTrialThatFails() {
        fails(SILENT);
        assertThat(breaker.refusal()).isEmpty();
        fails(SILENT);
        assertThat(breaker.refusal()).isPresent();

        clock.advance(Duration.ofMinutes(1));
        assertThat(breaker.refusal()).as("a trial").isEmpty();
        assertThat(breaker.isSuspect()).isTrue();
        fails(SILENT);
        assertThat(breaker.refusal()).isPresent();
    }

    @Test
    void anyAnswer_endsTheSeries() {
        fails(SILENT);
        fails(DnsError.of(Kind.TRANSIENT, "HTTP 500"));
        fails(SILENT);
        breaker.heed(List.of(SILENT), true);
        fails(SILENT);

        assertThat(breaker.refusal()).isEmpty();
    }

    @Test
    void rateLimit_isKeptAsTheServerSays_withinReason() {
        fails(DnsError.rateLimited(Duration.ofSeconds(30), "HTTP 429"));
        clock.advance(Duration.ofSeconds(29));
        assertThat(breaker.refusal()).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(breaker.refusal()).isEmpty();

        fails(DnsError.rateLimited(Duration.ofDays(1), "HTTP 429"));
        assertThat(breaker.refusal().orElseThrow().retryAfter()).contains(Duration.ofMinutes(15));
    }

    @Test
    void callThatHasNotComeBack_keepsOthersAway() {
        breaker.gaveUp(1, SILENT);
        assertThat(breaker.refusal()).isPresent();

        breaker.cameBack();
        assertThat(breaker.refusal()).isEmpty();

        breaker.gaveUp(1, SILENT);
        breaker.cameBack();
        assertThat(breaker.refusal()).as("the second in a row").isPresent();
    }
}

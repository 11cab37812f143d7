package dev.vmlifecycle.dns.base;

import static dev.vmlifecycle.dns.ChangeResult.Outcome.APPLIED;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.FAILED;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Refusals, silence and defects. */
class BatchFailuresTest extends BatchProviderFixture {

    @Test
    void passingFailure_isTriedAgain() {
        sets.service.fail(Kind.TRANSIENT, 3);

        assertThat(outcomes(apply(ensure(10)))).containsExactly(APPLIED);
        assertThat(waits).hasSize(3).allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(1)));
    }

    @Test
    void lastingFailure_isReportedAfterAFewTries() {
        sets.service.fail(Kind.TRANSIENT, 100);

        assertThat(kind(apply(ensure(10)).get(0))).isEqualTo(Kind.TRANSIENT);
        assertThat(sets.service.calls).hasSizeLessThan(10);
    }

    @Test
    void authFailure_isNotTriedAgainAndTheRestIsSkipped() {
        DnsName other = DnsName.parse("vm2.example.com");
        sets.service.failures.add(new StaleRecordsException("stale"));
        sets.service.fail(Kind.AUTH, 1);
        assertThat(apply(ensure(10))).extracting(BatchProviderFixture::kind).containsExactly(Kind.AUTH);

        sets.service.calls.clear();
        FakeSets refusing = new FakeSets(context);
        refusing.service.beforeWrite = () -> refusing.service.fail(Kind.AUTH, 1);
        List<ChangeResult> results = refusing.apply(
                ZONE,
                List.of(ensure(10), Change.ensureAddress(other, IpAddress.parse("192.0.2.1"), Ttl.DEFAULT)),
                LIMITS);
        assertThat(outcomes(results)).containsExactly(FAILED, SKIPPED);
        assertThat(refusing.service.writes()).isEqualTo(1);
    }

    @Test
    void rateLimit_shortWishIsWaitedForAndALongOneReported() {
        sets.service.failures.add(new DnsException(DnsError.rateLimited(Duration.ofSeconds(1), "slow down")));
        assertThat(outcomes(apply(ensure(10)))).containsExactly(APPLIED);
        assertThat(waits).containsExactly(Duration.ofSeconds(1));

        sets.service.failures.add(new DnsException(DnsError.rateLimited(Duration.ofMinutes(5), "slow down")));
        ChangeResult limited = apply(ensure(11)).get(0);
        assertThat(limited.error().orElseThrow().retryAfter()).contains(Duration.ofMinutes(5));
        assertThat(waits).hasSize(1);
    }

    @Test
    void unreachable_isTriedOnceMore() {
        sets.service.fail(Kind.UNREACHABLE, 100);

        assertThat(kind(apply(ensure(10)).get(0))).isEqualTo(Kind.UNREACHABLE);
        assertThat(sets.service.calls).hasSize(2);
    }

    @Test
    void defectOfTheSubclass_becomesUnknownWithoutItsMessage() {
        sets.service.beforeWrite = () -> {
            throw new IllegalStateException("tops3cret");
        };
        ChangeResult result = apply(ensure(10)).get(0);

        assertThat(kind(result)).isEqualTo(Kind.UNKNOWN);
        assertThat(result.toString()).contains("IllegalStateException").doesNotContain("tops3cret");
    }

    @Test
    void deadlineCancellationInterrupt_endTheCall() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        List<Change> changes = List.of(ensure(10));

        assertThat(kind(sets.apply(ZONE, changes, CallLimits.until(NOW)).get(0)))
                .isEqualTo(Kind.TRANSIENT);
        assertThat(sets.apply(ZONE, changes, new CallLimits(NOW.plusSeconds(9), cancelled))
                        .get(0)
                        .toString())
                .contains("cancelled");
        Thread.currentThread().interrupt();
        assertThat(kind(apply(ensure(10)).get(0))).isEqualTo(Kind.TRANSIENT);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sets.service.calls).isEmpty();
    }

    @Test
    void waitBeyondTheDeadline_isNotBegun() {
        sets.service.failures.add(new DnsException(DnsError.rateLimited(Duration.ofSeconds(2), "slow down")));

        ChangeResult result = sets.apply(ZONE, List.of(ensure(10)), CallLimits.until(NOW.plusSeconds(1)))
                .get(0);

        assertThat(kind(result)).isEqualTo(Kind.RATE_LIMITED);
        assertThat(waits).isEmpty();
    }

    @Test
    void probe_tellsWhatIsKnown() {
        assertThat(sets.probe(ZONE, LIMITS).isUsable()).isTrue();
        sets.service.fail(Kind.ZONE_NOT_FOUND, 1);
        assertThat(sets.probe(ZONE, LIMITS).present()).isEqualTo(Answer.NO);
        sets.service.fail(Kind.AUTH, 1);
        assertThat(sets.probe(ZONE, LIMITS).authorised()).isEqualTo(Answer.NO);
        sets.service.fail(Kind.UNREACHABLE, 2);
        assertThat(sets.probe(ZONE, LIMITS).reachable()).isEqualTo(Answer.NO);
    }

    @Test
    void closed_refusesEveryCall() {
        sets.close();
        sets.close();

        assertThatIllegalStateException().isThrownBy(() -> apply());
        assertThatIllegalStateException().isThrownBy(() -> sets.read(ZONE, VM, LIMITS));
        assertThatIllegalStateException().isThrownBy(() -> sets.probe(ZONE, LIMITS));
    }
}

package dev.vmlifecycle.dns.testkit;

import static dev.vmlifecycle.dns.RecordType.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.testkit.FaultInjector.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What goes wrong: told by its kind, within the time, and without a secret. */
abstract class FailureContract extends NameContract {

    @Test
    void must_zone_missing_beToldByEveryCall() {
        ZoneRef missing = given().missingZone();
        DnsName name = missing.name().child("vm1");

        assertFailed(Kind.ZONE_NOT_FOUND, apply(missing, ensure(name, OURS)).get(0));
        assertRead(dns(), missing, name, Kind.ZONE_NOT_FOUND);
        ZoneProbe probe = dns().probe(missing, limits());
        assertThat(probe.present()).as("%s", probe).isEqualTo(ZoneProbe.Answer.NO);
    }

    @Test
    void may_zone_readOnly_beLeftAlone() {
        ZoneRef zone = orAbort(given().readOnlyZone(), "read-only zone");
        DnsName name = zone.name().child("tck-vm1");

        assertFailed(Kind.READ_ONLY_ZONE, apply(zone, ensure(name, OURS)).get(0));

        assertGone(zone, name, A);
        ZoneProbe probe = dns().probe(zone, limits());
        assertThat(probe.writable()).as("%s", probe).isEqualTo(ZoneProbe.Answer.NO);
    }

    @Test
    void may_credentials_wrong_beToldAndNotShown() {
        try (DnsProvider wrong = openedOrAbort(given().openWithWrongCredentials(), "wrong credentials")) {
            List<ChangeResult> results =
                    apply(wrong, zone(), List.of(ensure(name(), OURS), ensure(name(), OURS)), limits());

            assertThat(results).allSatisfy(result -> {
                assertThat(result.isOk()).isFalse();
                assertThat(result.error().map(DnsError::kind)).as("%s", result).contains(Kind.AUTH);
            });
            assertThat(results.get(0).outcome()).isEqualTo(ChangeResult.Outcome.FAILED);
            assertRead(wrong, zone(), zone().name(), Kind.AUTH);
            assertThat(wrong.probe(zone(), limits()).authorised()).isEqualTo(ZoneProbe.Answer.NO);
            hear(wrong);
            hear(wrong.connection());
        }
    }

    @Test
    void may_server_unreachable_beToldInTime() {
        Instant start = Instant.now();
        try (DnsProvider nowhere = openedOrAbort(given().openUnreachable(), "unreachable place")) {
            assertFailed(
                    Kind.UNREACHABLE,
                    apply(nowhere, zone(), List.of(ensure(name(), OURS)), limits())
                            .get(0));
            assertRead(nowhere, zone(), zone().name(), Kind.UNREACHABLE);
            assertThat(nowhere.probe(zone(), limits()).reachable()).isEqualTo(ZoneProbe.Answer.NO);
            hear(nowhere);
        }
        assertThat(Duration.between(start, Instant.now()))
                .isLessThan(given().patience().multipliedBy(3));
    }

    @Test
    void may_rateLimit_beToldWithItsWait() {
        faults(Integer.MAX_VALUE, Fault.RATE_LIMITED);
        try {
            DnsName name = name();
            ChangeResult result = apply(zone(), ensure(name, OURS)).get(0);

            assertFailed(Kind.RATE_LIMITED, result);
            assertThat(result.error().flatMap(DnsError::retryAfter))
                    .as("%s", result)
                    .hasValueSatisfying(
                            wait -> assertThat(wait).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60)));
        } finally {
            faults(0, Fault.RATE_LIMITED);
        }
    }

    @Test
    void may_serverError_lasting_beTransient() {
        faults(Integer.MAX_VALUE, Fault.SERVER_ERROR);
        try {
            assertFailed(Kind.TRANSIENT, apply(zone(), ensure(name(), OURS)).get(0));
            assertRead(dns(), zone(), zone().name(), Kind.TRANSIENT);
        } finally {
            faults(0, Fault.SERVER_ERROR);
        }
    }

    @Test
    void may_serverError_passing_beOvercome() {
        DnsName name = name();
        faults(1, Fault.SERVER_ERROR);

        assertThat(apply(zone(), ensure(name, OURS)).get(0).isOk()).isTrue();
        assertStands(zone(), name, A, "192.0.2.10");
    }

    @Test
    void must_deadline_passed_writeNothing() {
        untimely(CallLimits.until(given().clock().instant().minusSeconds(1)));
    }

    @Test
    void must_cancellation_thrown_writeNothing() {
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        untimely(new CallLimits(limits().deadline(), cancelled));
    }

    @Test
    void must_interrupt_endTheCallAndStaySet() {
        DnsName name = name();
        boolean stayed;
        ChangeResult result;
        Thread.currentThread().interrupt();
        try {
            result = apply(zone(), ensure(name, OURS)).get(0);
        } finally {
            stayed = Thread.interrupted();
        }
        assertThat(stayed).as("the thread is still interrupted").isTrue();
        assertFailed(Kind.TRANSIENT, result);
    }

    private void untimely(CallLimits limits) {
        DnsName name = name();
        OptionalLong before = observer().revision(zone());

        assertFailed(
                Kind.TRANSIENT,
                apply(dns(), zone(), List.of(ensure(name, OURS)), limits).get(0));

        assertGone(zone(), name, A);
        assertThat(observer().revision(zone())).isEqualTo(before);
    }

    private void faults(int times, Fault fault) {
        if (given().faults().isEmpty()) {
            Assumptions.abort("the fixture gives no way to make the server fail");
        }
        given().faults().orElseThrow().failNext(times, fault);
    }

    private void assertRead(DnsProvider provider, ZoneRef zone, DnsName name, Kind kind) {
        Throwable thrown = catchThrowable(() -> provider.read(zone, name, limits()));
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> {
                    throw thrown;
                })
                .satisfies(e -> assertThat(e.error().kind()).as("%s", e.error()).isEqualTo(kind));
        // causes too: a log prints them
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        hear(trace);
    }
}

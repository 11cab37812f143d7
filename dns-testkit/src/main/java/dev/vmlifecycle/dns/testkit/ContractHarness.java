package dev.vmlifecycle.dns.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the parts of the suite share: the connection, names of their own, and an ear for leaking secrets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ConformanceSummary.class)
abstract class ContractHarness {

    static final Ttl HOUR = Ttl.ofSeconds(3600);
    static final IpAddress OURS = IpAddress.parse("192.0.2.10");
    static final IpAddress MORE = IpAddress.parse("192.0.2.11");
    static final IpAddress FOREIGN = IpAddress.parse("192.0.2.99");

    private final Random random = new Random();
    private final String prefix = "tck-" + Integer.toHexString(random.nextInt(0x1000_0000, Integer.MAX_VALUE));
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private final Set<Written> written = new LinkedHashSet<>();
    private @Nullable ProviderFixture given;
    private @Nullable DnsProvider opened;
    private int names;

    private record Written(ZoneRef zone, DnsName name) {}

    /**
     * What to test against; asked once.
     *
     * @return the fixture, closed at the end
     * @throws Exception when it cannot be set up; every test then fails
     */
    protected abstract ProviderFixture fixture() throws Exception;

    @BeforeAll
    final void connect() throws Exception {
        given = fixture();
        opened = given.open();
        ZoneProbe probe = opened.probe(given.forwardZone(), limits());
        assertThat(probe.present())
                .as("the zone %s must be there to be tested: %s", given.forwardZone(), probe)
                .isEqualTo(ZoneProbe.Answer.YES);
    }

    @AfterEach
    final void tidyAndListen() {
        for (Written one : List.copyOf(written)) {
            observer().wipe(one.zone(), one.name());
            written.remove(one);
        }
        for (String text : List.copyOf(heard)) {
            assertSafe(text);
        }
        heard.clear();
    }

    @AfterAll
    final void disconnect() {
        if (opened != null) {
            opened.close();
        }
        if (given != null) {
            given.close();
        }
    }

    final ProviderFixture given() {
        return Objects.requireNonNull(given);
    }

    final DnsProvider dns() {
        return Objects.requireNonNull(opened);
    }

    final ZoneObserver observer() {
        return given().observer();
    }

    final ZoneRef zone() {
        return given().forwardZone();
    }

    final CallLimits limits() {
        return CallLimits.until(given().clock().instant().plus(given().patience()));
    }

    /** A name nobody else uses, wiped after the test. */
    final DnsName name() {
        names++;
        return use(zone(), zone().name().child(prefix + "-" + names));
    }

    /** Has a name wiped after the test. */
    final DnsName use(ZoneRef zone, DnsName name) {
        written.add(new Written(zone, name));
        return name;
    }

    /** The name of a random address in a reverse zone of octets or nibbles. */
    final DnsName pointerIn(ZoneRef zone) {
        boolean v4 = zone.name().isInOrBelow(IpFamily.V4.reverseRoot());
        int missing = (v4 ? 4 : 32) + 2 - zone.name().labels().size();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < missing; i++) {
            labels.add(v4 ? Integer.toString(random.nextInt(1, 255)) : Integer.toHexString(random.nextInt(16)));
        }
        return use(zone, zone.name().child(String.join(".", labels)));
    }

    final List<ChangeResult> apply(ZoneRef zone, Change... changes) {
        return apply(dns(), zone, List.of(changes), limits());
    }

    final List<ChangeResult> apply(DnsProvider provider, ZoneRef zone, List<Change> changes, CallLimits limits) {
        List<ChangeResult> results = provider.apply(zone, changes, limits);
        results.forEach(result -> heard.add(result.toString()));
        assertThat(results)
                .extracting(ChangeResult::change)
                .as("one result per change, in order")
                .isEqualTo(changes);
        return results;
    }

    final void assertOutcome(ChangeResult.Outcome outcome, ZoneRef zone, Change change) {
        ChangeResult result = apply(zone, change).get(0);
        assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(outcome);
    }

    final void assertApplied(ZoneRef zone, Change change) {
        assertOutcome(ChangeResult.Outcome.APPLIED, zone, change);
    }

    /** Nothing to do, and nothing done. */
    final void assertNoop(ZoneRef zone, Change change) {
        OptionalLong before = observer().revision(zone);
        assertOutcome(ChangeResult.Outcome.NOOP, zone, change);
        assertThat(observer().revision(zone)).as("writes of a NOOP").isEqualTo(before);
    }

    final void assertFailed(DnsError.Kind kind, ChangeResult result) {
        assertThat(result.outcome()).as("%s", result).isEqualTo(ChangeResult.Outcome.FAILED);
        assertThat(result.error().map(DnsError::kind)).as("%s", result).contains(kind);
    }

    final void assertStands(ZoneRef zone, DnsName name, RecordType type, String... values) {
        Optional<RRset> set = observer().observe(zone, name, type);
        assertThat(set.map(RRset::values).orElse(Set.of()))
                .as("%s %s", name, type)
                .containsExactlyInAnyOrder(values);
    }

    final void assertGone(ZoneRef zone, DnsName name, RecordType type) {
        assertThat(observer().observe(zone, name, type)).as("%s %s", name, type).isEmpty();
    }

    final void plant(DnsName name, RecordType type, String... values) {
        observer().plant(zone(), name, type, HOUR, List.of(values));
    }

    final void hear(Object text) {
        heard.add(String.valueOf(text));
    }

    final void assertSafe(String text) {
        given().secrets()
                .forEach(secret -> assertThat(text.contains(secret))
                        .as("a secret appears in a text of %d characters", text.length())
                        .isFalse());
    }

    final ZoneRef orAbort(Optional<ZoneRef> zone, String what) {
        if (zone.isEmpty()) {
            Assumptions.abort("the fixture gives no " + what);
        }
        return zone.orElseThrow();
    }

    final DnsProvider openedOrAbort(Optional<DnsProvider> provider, String what) {
        if (provider.isEmpty()) {
            Assumptions.abort("the fixture gives no " + what);
        }
        return provider.orElseThrow();
    }

    static Change ensure(DnsName name, IpAddress address) {
        return Change.ensureAddress(name, address, Ttl.DEFAULT);
    }

    static RRsetKey key(DnsName name, RecordType type) {
        return new RRsetKey(name, type);
    }
}

package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.ChangeResult.Outcome.APPLIED;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.FAILED;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.NOOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.dns.DnsError.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryDnsTest {

    private static final DnsName ZONE = DnsName.parse("example.com");
    private static final DnsName REVERSE_ZONE = DnsName.parse("2.0.192.in-addr.arpa");
    private static final DnsName VM = DnsName.parse("vm1.example.com");
    private static final DnsName POINTER = DnsName.parse("10.2.0.192.in-addr.arpa");
    private static final IpAddress OURS = IpAddress.parse("192.0.2.10");
    private static final IpAddress FOREIGN = IpAddress.parse("192.0.2.99");
    private static final Ttl HOUR = Ttl.ofSeconds(3600);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final CallLimits LIMITS = CallLimits.until(NOW.plusSeconds(60));

    private final InMemoryDns dns =
            InMemoryDns.builder().zone(ZONE).zone(REVERSE_ZONE).clock(() -> NOW).build();

    private ChangeResult apply(Change change) {
        return apply(ZONE, change);
    }

    private ChangeResult apply(DnsName zone, Change change) {
        return dns.apply(ZoneRef.of(zone), List.of(change), LIMITS).get(0);
    }

    private static RRset set(DnsName name, RecordType type, Ttl ttl, String... values) {
        return new RRset(name, type, ttl, Set.of(values));
    }

    private static void assertFailed(ChangeResult result, Kind kind) {
        assertThat(result.outcome()).isEqualTo(FAILED);
        assertThat(result.error().orElseThrow().kind()).isEqualTo(kind);
    }

    @Test
    void ensure_twice_secondIsNoop() {
        Change change = Change.ensureAddress(VM, OURS, Ttl.DEFAULT);

        assertThat(apply(change)).isEqualTo(ChangeResult.applied(change));
        assertThat(apply(change)).isEqualTo(ChangeResult.noop(change));
        assertThat(dns.snapshot()).containsExactly(set(VM, RecordType.A, Ttl.DEFAULT, "192.0.2.10"));
    }

    @Test
    void ensure_besideForeignValue_keepsItAndItsTtl() {
        dns.plant(ZONE, set(VM, RecordType.A, HOUR, "192.0.2.99"));

        assertThat(apply(Change.ensureAddress(VM, OURS, Ttl.DEFAULT)).outcome()).isEqualTo(APPLIED);
        assertThat(dns.snapshot(ZONE)).containsExactly(set(VM, RecordType.A, HOUR, "192.0.2.10", "192.0.2.99"));
    }

    @Test
    void remove_ourValue_keepsTheForeignOne() {
        dns.plant(ZONE, set(VM, RecordType.A, HOUR, "192.0.2.10", "192.0.2.99"));

        assertThat(apply(Change.removeAddress(VM, OURS)).outcome()).isEqualTo(APPLIED);
        assertThat(dns.snapshot(ZONE)).containsExactly(set(VM, RecordType.A, HOUR, "192.0.2.99"));
        assertThat(apply(Change.removeAddress(VM, FOREIGN)).outcome()).isEqualTo(APPLIED);
        assertThat(dns.snapshot()).isEmpty();
    }

    @Test
    void remove_absentValueSetOrName_isNoop() {
        dns.plant(ZONE, set(VM, RecordType.A, HOUR, "192.0.2.99"));

        assertThat(apply(Change.removeAddress(VM, OURS)).outcome()).isEqualTo(NOOP);
        assertThat(apply(Change.removeAddress(VM, IpAddress.parse("2001:db8::1")))
                        .outcome())
                .isEqualTo(NOOP);
        assertThat(apply(Change.removeAddress(VM.child("deep"), OURS)).outcome())
                .isEqualTo(NOOP);
        assertThat(apply(new Change.DeleteSet(new RRsetKey(VM, RecordType.TXT))).outcome())
                .isEqualTo(NOOP);
    }

    @Test
    void remove_otherSpelling_removesTheValue() {
        RRsetKey key = new RRsetKey(VM, RecordType.AAAA);
        dns.plant(ZONE, set(VM, RecordType.AAAA, HOUR, "2001:0DB8:0::1"));

        assertThat(apply(new Change.RemoveValues(key, Set.of("2001:db8:0:0::1")))
                        .outcome())
                .isEqualTo(APPLIED);
        assertThat(dns.snapshot()).isEmpty();
    }

    @Test
    void pointTo_formerTenant_isReplaced() {
        dns.plant(REVERSE_ZONE, set(POINTER, RecordType.PTR, HOUR, "former.example.org"));
        Change change = Change.pointTo(POINTER, VM, Ttl.DEFAULT);

        assertThat(apply(REVERSE_ZONE, change).outcome()).isEqualTo(APPLIED);
        assertThat(apply(REVERSE_ZONE, change).outcome()).isEqualTo(NOOP);
        assertThat(dns.snapshot(REVERSE_ZONE))
                .containsExactly(set(POINTER, RecordType.PTR, Ttl.DEFAULT, "vm1.example.com"));
    }

    @Test
    void removePointers_nextTenantsName_isKept() {
        dns.plant(REVERSE_ZONE, set(POINTER, RecordType.PTR, HOUR, "next.example.org"));

        assertThat(apply(REVERSE_ZONE, Change.removePointers(POINTER, Set.of(VM)))
                        .outcome())
                .isEqualTo(NOOP);
        assertThat(dns.snapshot(REVERSE_ZONE)).hasSize(1);
    }

    @Test
    void ensure_overCname_conflictsAndLeavesIt() {
        RRset alias = set(VM, RecordType.CNAME, HOUR, "elsewhere.example.org");
        dns.plant(ZONE, alias);

        assertFailed(apply(Change.ensureAddress(VM, OURS, Ttl.DEFAULT)), Kind.CONFLICT_CNAME);
        assertThat(dns.snapshot()).containsExactly(alias);
    }

    @Test
    void cname_besideOtherRecordsOrWithTwoValues_conflicts() {
        RRsetKey alias = new RRsetKey(VM, RecordType.CNAME);

        assertFailed(
                apply(new Change.ReplaceSet(alias, HOUR, Set.of("a.example.org", "b.example.org"))),
                Kind.CONFLICT_CNAME);
        apply(Change.ensureAddress(VM, OURS, Ttl.DEFAULT));
        assertFailed(apply(new Change.EnsureValues(alias, HOUR, Set.of("a.example.org"))), Kind.CONFLICT_CNAME);
    }

    @Test
    void remove_addressBesideForeignCname_isStillPossible() {
        dns.plant(ZONE, set(VM, RecordType.CNAME, HOUR, "elsewhere.example.org"));
        dns.plant(ZONE, set(VM, RecordType.A, HOUR, "192.0.2.10"));

        assertThat(apply(Change.removeAddress(VM, OURS)).outcome()).isEqualTo(APPLIED);
    }

    @Test
    void ensure_neighbours_stayUntouched() {
        RRset text = set(VM, RecordType.TXT, HOUR, "keep");
        RRset wildcard = set(ZONE.child("*"), RecordType.A, HOUR, "192.0.2.99");
        dns.plant(ZONE, text);
        dns.plant(ZONE, wildcard);

        apply(Change.ensureAddress(VM, OURS, Ttl.DEFAULT));
        apply(Change.removeAddress(VM, OURS));

        assertThat(dns.snapshot()).containsExactlyInAnyOrder(text, wildcard);
    }

    @Test
    void apply_apexAndDeepName_areInTheZone() {
        assertThat(apply(Change.ensureAddress(ZONE, OURS, HOUR)).outcome()).isEqualTo(APPLIED);
        assertThat(apply(Change.ensureAddress(ZONE.child("a.b.c"), OURS, HOUR)).outcome())
                .isEqualTo(APPLIED);
    }

    @Test
    void apply_batchWithOneBadChange_appliesTheOthersInOrder() {
        Change good = Change.ensureAddress(VM, OURS, HOUR);
        Change bad = Change.ensureAddress(DnsName.parse("badexample.com"), OURS, HOUR);
        Change more = Change.ensureAddress(VM, FOREIGN, HOUR);

        List<ChangeResult> results = dns.apply(ZoneRef.of(ZONE), List.of(good, bad, more), LIMITS);

        assertThat(results).extracting(ChangeResult::change).containsExactly(good, bad, more);
        assertThat(results).extracting(ChangeResult::outcome).containsExactly(APPLIED, FAILED, APPLIED);
        assertFailed(results.get(1), Kind.OUT_OF_ZONE);
        assertThat(dns.snapshot()).containsExactly(set(VM, RecordType.A, HOUR, "192.0.2.10", "192.0.2.99"));
    }

    @Test
    void apply_unknownZone_failsEveryChange() {
        Change change = Change.ensureAddress(DnsName.parse("vm1.example.org"), OURS, HOUR);

        assertFailed(apply(DnsName.parse("example.org"), change), Kind.ZONE_NOT_FOUND);
        assertThat(dns.apply(ZoneRef.of(ZONE), List.of(), LIMITS)).isEmpty();
    }

    @Test
    void apply_pastTheDeadline_failsTransientlyAndWritesNothing() {
        Change change = Change.ensureAddress(VM, OURS, HOUR);

        assertFailed(
                dns.apply(ZoneRef.of(ZONE), List.of(change), CallLimits.until(NOW))
                        .get(0),
                Kind.TRANSIENT);
        assertThat(dns.snapshot()).isEmpty();
    }

    @Test
    void read_name_returnsAllTypesOfExactlyThatName() {
        RRset text = set(VM, RecordType.TXT, HOUR, "hello");
        RRset address = set(VM, RecordType.A, HOUR, "192.0.2.10");
        dns.plant(ZONE, text);
        dns.plant(ZONE, address);
        dns.plant(ZONE, set(VM.child("deep"), RecordType.A, HOUR, "192.0.2.10"));
        dns.plant(ZONE, set(ZONE.child("*"), RecordType.A, HOUR, "192.0.2.99"));

        assertThat(dns.read(ZoneRef.of(ZONE), VM, LIMITS)).containsExactly(address, text);
        assertThat(dns.read(ZoneRef.of(ZONE), ZONE.child("none"), LIMITS)).isEmpty();
    }

    @Test
    void read_whatCannotBeHad_throwsItsKind() {
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> dns.read(ZoneRef.of(DnsName.parse("example.org")), VM, LIMITS))
                .satisfies(e -> assertThat(e.error().kind()).isEqualTo(Kind.ZONE_NOT_FOUND));
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> dns.read(ZoneRef.of(REVERSE_ZONE), VM, LIMITS))
                .satisfies(e -> assertThat(e.error().kind()).isEqualTo(Kind.OUT_OF_ZONE));
        assertThatExceptionOfType(DnsException.class)
                .isThrownBy(() -> dns.plant(REVERSE_ZONE, set(VM, RecordType.A, HOUR, "192.0.2.1")));
    }

    @Test
    void close_twice_endsCallsButNotTheSnapshot() {
        apply(Change.ensureAddress(VM, OURS, HOUR));

        dns.close();
        dns.close();

        assertThatThrownBy(() -> dns.apply(ZoneRef.of(ZONE), List.of(), LIMITS))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> dns.read(ZoneRef.of(ZONE), VM, LIMITS)).isInstanceOf(IllegalStateException.class);
        assertThat(dns.snapshot()).hasSize(1);
    }

    @Test
    void ensure_sixteenThreadsOnOneName_losesNothing() throws Exception {
        int threads = 16;
        int perThread = 14;
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<ChangeResult>>> runs = IntStream.range(0, threads)
                    .mapToObj(thread -> executor.submit(ensureMany(start, thread * perThread, perThread)))
                    .toList();
            start.countDown();
            for (Future<List<ChangeResult>> run : runs) {
                assertThat(run.get()).extracting(ChangeResult::outcome).containsOnly(APPLIED);
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(dns.snapshot(ZONE))
                .singleElement()
                .satisfies(set -> assertThat(set.values()).hasSize(threads * perThread));
    }

    private Callable<List<ChangeResult>> ensureMany(CountDownLatch start, int from, int count) {
        return () -> {
            start.await();
            List<ChangeResult> results = new ArrayList<>();
            for (int i = from; i < from + count; i++) {
                IpAddress address = IpAddress.parse("192.0.2." + i);
                results.add(apply(Change.ensureAddress(VM, address, HOUR)));
            }
            return results;
        };
    }

    @Test
    void ensure_sixteenThreadsWithTheSameValue_exactlyOneApplies() throws Exception {
        Change change = Change.ensureAddress(VM, OURS, HOUR);
        ExecutorService executor = Executors.newFixedThreadPool(16);
        try {
            Callable<ChangeResult> call = () -> apply(change);
            List<ChangeResult> results = new ArrayList<>();
            for (Future<ChangeResult> run : executor.invokeAll(Collections.nCopies(16, call))) {
                results.add(run.get());
            }

            assertThat(results)
                    .filteredOn(result -> result.outcome() == APPLIED)
                    .hasSize(1);
            assertThat(results).filteredOn(result -> result.outcome() == NOOP).hasSize(15);
        } finally {
            executor.shutdownNow();
        }
    }
}

package dev.vmlifecycle.dns.base;

import static dev.vmlifecycle.dns.ChangeResult.Outcome.APPLIED;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.FAILED;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.NOOP;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.SKIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneProbe.Answer;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ZoneLocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BatchProviderTest {

    private static final ZoneRef ZONE = ZoneRef.parse("example.com");
    private static final DnsName VM = DnsName.parse("vm1.example.com");
    private static final RRsetKey KEY = new RRsetKey(VM, RecordType.A);
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final CallLimits LIMITS = CallLimits.until(NOW.plusSeconds(30));

    private final List<Duration> waits = new ArrayList<>();
    private final ProviderContext context = ProviderContext.builder()
            .clock(() -> waits.stream().reduce(NOW, Instant::plus, (one, other) -> one))
            .sleeper(waits::add)
            .build();
    private final FakeSets sets = new FakeSets(context);
    private final FakeRecords records = new FakeRecords(context);

    private static Change ensure(int last) {
        return Change.ensureAddress(VM, IpAddress.parse("192.0.2." + last), Ttl.DEFAULT);
    }

    private static Change remove(int last) {
        return Change.removeAddress(VM, IpAddress.parse("192.0.2." + last));
    }

    private static RRset set(int ttl, String... values) {
        return new RRset(VM, RecordType.A, Ttl.ofSeconds(ttl), Set.of(values));
    }

    private List<ChangeResult> apply(Change... changes) {
        return sets.apply(ZONE, List.of(changes), LIMITS);
    }

    private static List<ChangeResult.Outcome> outcomes(List<ChangeResult> results) {
        return results.stream().map(ChangeResult::outcome).toList();
    }

    private static Kind kind(ChangeResult result) {
        return result.error().orElseThrow().kind();
    }

    @Nested
    class Sets {

        @Test
        void severalChangesOfOneSet_areOneWrite() {
            sets.sets.put(KEY, set(3600, "192.0.2.99"));

            assertThat(outcomes(apply(ensure(10), ensure(11), ensure(10), remove(12))))
                    .containsExactly(APPLIED, APPLIED, NOOP, NOOP);
            assertThat(sets.sets.get(KEY)).isEqualTo(set(3600, "192.0.2.10", "192.0.2.11", "192.0.2.99"));
            assertThat(sets.service.writes()).isEqualTo(1);
        }

        @Test
        void nothingToDo_isNotWritten() {
            sets.sets.put(KEY, set(3600, "192.0.2.10"));

            assertThat(outcomes(apply(ensure(10), ensure(11), remove(11)))).containsExactly(NOOP, NOOP, NOOP);
            assertThat(sets.service.writes()).isZero();
        }

        @Test
        void lastValueRemoved_deletesTheSet() {
            sets.sets.put(KEY, set(300, "192.0.2.10"));

            assertThat(outcomes(apply(remove(10)))).containsExactly(APPLIED);
            assertThat(sets.service.calls).contains("delete vm1.example.com A");
        }

        @Test
        void ttl_isBroughtWithinLimitsAndKeptWhereASetStands() {
            Change early = new Change.ReplaceSet(KEY, Ttl.ofSeconds(5), Set.of("192.0.2.10"));

            assertThat(outcomes(apply(early))).containsExactly(APPLIED);
            assertThat(sets.sets.get(KEY)).isEqualTo(set(60, "192.0.2.10"));
            assertThat(outcomes(apply(early))).containsExactly(NOOP);
            sets.sets.put(KEY, set(7, "192.0.2.10"));
            assertThat(outcomes(apply(ensure(11)))).containsExactly(APPLIED);
            assertThat(sets.sets.get(KEY)).isEqualTo(set(7, "192.0.2.10", "192.0.2.11"));
        }

        @Test
        void valueOfOursLostToAnotherWriter_isWrittenAgain() {
            sets.sets.put(KEY, set(300, "192.0.2.99"));
            // another host read before us and writes after us
            sets.service.beforeVerify = () -> sets.sets.put(KEY, set(300, "192.0.2.50", "192.0.2.99"));

            assertThat(outcomes(apply(ensure(10)))).containsExactly(APPLIED);
            assertThat(sets.sets.get(KEY)).isEqualTo(set(300, "192.0.2.10", "192.0.2.50", "192.0.2.99"));
        }

        @Test
        void refusedValueAmongOthers_failsAlone() {
            assertThat(outcomes(apply(ensure(10), ensure(66), ensure(11)))).containsExactly(APPLIED, FAILED, APPLIED);
            assertThat(sets.sets.get(KEY)).isEqualTo(set(300, "192.0.2.10", "192.0.2.11"));
        }

        @Test
        void outsideTheZoneOrUnknownType_isNeverSent() {
            Change outside =
                    Change.ensureAddress(DnsName.parse("badexample.com"), IpAddress.parse("192.0.2.1"), Ttl.DEFAULT);
            Change unknown = new Change.DeleteSet(new RRsetKey(VM, new RecordType("LOC")));

            List<ChangeResult> results = apply(outside, unknown);

            assertThat(results).extracting(BatchProviderTest::kind).containsExactly(Kind.OUT_OF_ZONE, Kind.UNSUPPORTED);
            assertThat(sets.service.calls).isEmpty();
            assertThatExceptionOfType(DnsException.class)
                    .isThrownBy(() -> sets.read(ZONE, DnsName.parse("example.org"), LIMITS));
        }

        @Test
        void cname_conflictsUnlessTheSameCallRemovesIt() {
            RRsetKey alias = new RRsetKey(VM, RecordType.CNAME);
            sets.sets.put(alias, new RRset(VM, RecordType.CNAME, Ttl.DEFAULT, Set.of("x.example.org")));

            assertThat(kind(apply(ensure(10)).get(0))).isEqualTo(Kind.CONFLICT_CNAME);
            assertThat(outcomes(apply(new Change.DeleteSet(alias), ensure(10)))).containsExactly(APPLIED, APPLIED);
            assertThat(sets.sets).containsOnlyKeys(KEY);
        }
    }

    @Nested
    class Failures {

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
            assertThat(apply(ensure(10))).extracting(BatchProviderTest::kind).containsExactly(Kind.AUTH);

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

    @Nested
    class Records {

        @Test
        void lostAnswerOfACreate_doesNotCreateTwice() {
            records.service.failWrites(new DnsException(DnsError.of(Kind.TRANSIENT, "no answer")));

            assertThat(outcomes(records.apply(ZONE, List.of(ensure(10)), LIMITS)))
                    .containsExactly(APPLIED);
            assertThat(records.values()).containsExactly("192.0.2.10");
        }

        @Test
        void duplicate_isTidiedWhenItsValueGoes() {
            for (String id : List.of("one", "two")) {
                records.records.add(
                        new FakeRecords.Stored(VM, new StoredRecord(id, RecordType.A, Ttl.DEFAULT, "192.0.2.10")));
            }

            assertThat(outcomes(records.apply(ZONE, List.of(remove(10)), LIMITS)))
                    .containsExactly(APPLIED);
            assertThat(records.values()).isEmpty();
        }

        @Test
        void replacedPointer_isCreatedBeforeTheOldOneGoes() {
            DnsName pointer = DnsName.parse("10.2.0.192.in-addr.arpa");
            ZoneRef zone = ZoneRef.parse("2.0.192.in-addr.arpa");
            records.records.add(new FakeRecords.Stored(
                    pointer, new StoredRecord("old", RecordType.PTR, Ttl.DEFAULT, "former.example.org")));

            records.apply(zone, List.of(Change.pointTo(pointer, VM, Ttl.DEFAULT)), LIMITS);

            assertThat(records.service.calls)
                    .containsExactly(
                            "read 10.2.0.192.in-addr.arpa", "create vm1.example.com 300", "delete former.example.org");
        }

        @Test
        void replacedTtl_deletesAndCreates() {
            records.records.add(
                    new FakeRecords.Stored(VM, new StoredRecord("old", RecordType.A, Ttl.ofSeconds(60), "192.0.2.10")));

            Change change = new Change.ReplaceSet(KEY, Ttl.DEFAULT, Set.of("192.0.2.10"));
            assertThat(outcomes(records.apply(ZONE, List.of(change), LIMITS))).containsExactly(APPLIED);

            assertThat(records.service.calls).endsWith("delete 192.0.2.10", "create 192.0.2.10 300");
            assertThat(outcomes(records.apply(ZONE, List.of(change), LIMITS))).containsExactly(NOOP);
        }
    }

    @Nested
    class Concurrency {

        @Test
        void twentyWritersOfOneName_loseNothing() throws Exception {
            FakeSets shared =
                    new FakeSets(ProviderContext.builder().clock(() -> NOW).build());
            sets.sets.put(KEY, set(300, "192.0.2.200"));
            ExecutorService executor = Executors.newFixedThreadPool(20);
            CountDownLatch start = new CountDownLatch(1);
            try {
                List<Future<List<ChangeResult>>> runs = new ArrayList<>();
                for (int i = 1; i <= 20; i++) {
                    Change change = ensure(i);
                    runs.add(executor.submit(() -> {
                        start.await();
                        return shared.apply(ZONE, List.of(change), LIMITS);
                    }));
                }
                start.countDown();
                for (Future<List<ChangeResult>> run : runs) {
                    assertThat(outcomes(run.get())).containsExactly(APPLIED);
                }
            } finally {
                executor.shutdownNow();
            }
            assertThat(shared.sets.get(KEY))
                    .satisfies(set -> assertThat(set.values()).hasSize(20));
        }

        @Test
        void lockThatCannotBeHad_failsTransiently() {
            ZoneLocks none = (connection, zone, wait, limits) -> Optional.empty();
            FakeSets locked = new FakeSets(
                    ProviderContext.builder().clock(() -> NOW).locks(none).build());

            ChangeResult result =
                    locked.apply(ZONE, List.of(ensure(10)), LIMITS).get(0);

            assertThat(result.toString()).contains("TRANSIENT", "being written");
            assertThat(locked.service.calls).isEmpty();
        }

        @Test
        void processLocks_areGivenBackOnceAndEndWithACancellation() throws Exception {
            ZoneLocks locks = ZoneLocks.inProcess();
            ConnectionId id = new ConnectionId("x");
            ZoneLocks.Held held =
                    locks.take(id, VM, Duration.ofSeconds(1), LIMITS).orElseThrow();
            Cancellation cancelled = new Cancellation();
            cancelled.cancel();

            assertThat(locks.take(id, VM, Duration.ofMillis(1), LIMITS)).isEmpty();
            assertThat(locks.take(id, VM, Duration.ofDays(1), new CallLimits(Instant.MAX, cancelled)))
                    .isEmpty();
            assertThat(locks.take(new ConnectionId("y"), VM, Duration.ofMillis(1), LIMITS))
                    .isPresent();
            held.close();
            held.close();
            assertThat(locks.take(id, VM, Duration.ofMillis(1), LIMITS)).isPresent();
            assertThat(locks.take(id, VM, Duration.ofMillis(1), LIMITS)).isEmpty();
        }

        @Test
        void helpersThatNeverRun_doNotBlockACall() {
            FakeSets alone = new FakeSets(ProviderContext.builder()
                    .clock(() -> NOW)
                    .readers(task -> {})
                    .build());
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                DnsName name = DnsName.parse("vm" + i + ".example.com");
                changes.add(Change.ensureAddress(name, IpAddress.parse("192.0.2.1"), Ttl.DEFAULT));
            }

            assertThat(outcomes(alone.apply(ZONE, changes, LIMITS))).containsOnly(APPLIED);
        }
    }
}

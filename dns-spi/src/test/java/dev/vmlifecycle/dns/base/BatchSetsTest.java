package dev.vmlifecycle.dns.base;

import static dev.vmlifecycle.dns.ChangeResult.Outcome.APPLIED;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.FAILED;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.NOOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Changes of sets: what is written, and what is not. */
class BatchSetsTest extends BatchProviderFixture {

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

        assertThat(results).extracting(BatchProviderFixture::kind).containsExactly(Kind.OUT_OF_ZONE, Kind.UNSUPPORTED);
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

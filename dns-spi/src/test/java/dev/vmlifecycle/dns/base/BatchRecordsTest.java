package dev.vmlifecycle.dns.base;

import static dev.vmlifecycle.dns.ChangeResult.Outcome.APPLIED;
import static dev.vmlifecycle.dns.ChangeResult.Outcome.NOOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Services that know single records by an id. */
class BatchRecordsTest extends BatchProviderFixture {

    @Test
    void lostAnswerOfACreate_doesNotCreateTwice() {
        records.service.failWrites(new DnsException(DnsError.of(Kind.TRANSIENT, "no answer")));

        assertThat(outcomes(records.apply(ZONE, List.of(ensure(10)), LIMITS))).containsExactly(APPLIED);
        assertThat(records.values()).containsExactly("192.0.2.10");
    }

    @Test
    void duplicate_isTidiedWhenItsValueGoes() {
        for (String id : List.of("one", "two")) {
            records.records.add(
                    new FakeRecords.Stored(VM, new StoredRecord(id, RecordType.A, Ttl.DEFAULT, "192.0.2.10")));
        }

        assertThat(outcomes(records.apply(ZONE, List.of(remove(10)), LIMITS))).containsExactly(APPLIED);
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

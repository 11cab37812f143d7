package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NamedLocks;
import dev.vmlifecycle.vm.store.DnsRepair;
import dev.vmlifecycle.vm.store.LedgerEntry;
import dev.vmlifecycle.vm.store.RepairsOf;
import dev.vmlifecycle.vm.store.ReplaceRepairs;
import dev.vmlifecycle.vm.store.ReplaceRepairs.Failed;
import dev.vmlifecycle.vm.store.WaitingRepairs;
import dev.vmlifecycle.vm.store.WaitingRepairs.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DNS records to be tried again, and locks by name. */
abstract class RepairContract extends AddressContract {
    private static final WaitingRepairs READY = new WaitingRepairs(List.of("ready", "remove"), 10);

    private static Failed failed(String value, Duration dueIn) {
        LedgerEntry entry = new LedgerEntry(
                "main", DnsName.parse("example.com"), DnsName.parse("vm1.example.com"), RecordType.A, value);
        return new Failed(entry, value.endsWith("9"), 3, dueIn, "no answer");
    }

    private void note(String key, Failed... repairs) {
        Instance row = claimed(key);
        commit(row.fence(), CommitDraft.of(row).to("ready").commands(new ReplaceRepairs(key, List.of(repairs))));
    }

    @Test
    void must_repairs_replaceWhatWasNotedBefore() {
        Instant now = store.now();
        Failed late = failed("192.0.2.9", Duration.ofHours(1));
        Failed soon = failed("192.0.2.1", Duration.ofMinutes(1));
        note("vm1", late, soon);

        assertThat(store.ask(new RepairsOf("vm1")))
                .containsExactly(
                        new DnsRepair(soon.entry(), false, 3, now.plus(Duration.ofMinutes(1)), "no answer"),
                        new DnsRepair(late.entry(), true, 3, now.plus(Duration.ofHours(1)), "no answer"));
        assertThat(store.ask(new RepairsOf("vm2"))).isEmpty();

        Instance row = rested("vm1");
        commit(row.fence(), CommitDraft.of(row).commands(new ReplaceRepairs("vm1", List.of())));
        assertThat(store.ask(new RepairsOf("vm1"))).isEmpty();
        assertThat(store.ask(READY)).isEmpty();
    }

    @Test
    void must_repairs_waitOnlyWhereTheVmIsAtRestAndFree_earliestFirst() {
        Instant now = store.now();
        note("vm1", failed("192.0.2.1", Duration.ofMinutes(5)), failed("192.0.2.2", Duration.ofMinutes(2)));
        note("vm2", failed("192.0.2.3", Duration.ofMinutes(1)));
        note("vm3", failed("192.0.2.4", Duration.ofMinutes(1)));
        insert("busy");

        assertThat(store.ask(READY))
                .containsExactly(
                        new Waiting("vm2", now.plus(Duration.ofMinutes(1))),
                        new Waiting("vm3", now.plus(Duration.ofMinutes(1))),
                        new Waiting("vm1", now.plus(Duration.ofMinutes(2))));
        assertThat(store.ask(new WaitingRepairs(List.of("ready"), 1)))
                .extracting(Waiting::key)
                .containsExactly("vm2");
        assertThat(store.ask(new WaitingRepairs(List.of("remove"), 10))).isEmpty();

        assertThat(request(row("vm2"), request("change_package", false))).isTrue();
        assertThat(store.ask(READY)).extracting(Waiting::key).containsExactly("vm3", "vm1");
    }

    @Test
    void may_lockByName_haveOneHolder_untilGivenBackOrRunOut() {
        assumeThat(store).as("keeps locks by name").isInstanceOf(NamedLocks.class);
        NamedLocks locks = (NamedLocks) store;

        assertThat(locks.takeLock("dns/a", "one", LEASE)).isTrue();
        assertThat(locks.takeLock("dns/a", "two", LEASE)).isFalse();
        assertThat(locks.takeLock("dns/b", "two", LEASE)).isTrue();
        assertThat(locks.takeLock("dns/a", "one", LEASE)).isTrue();

        locks.releaseLock("dns/a", "two");
        assertThat(locks.takeLock("dns/a", "two", LEASE)).isFalse();
        locks.releaseLock("dns/a", "one");
        assertThat(locks.takeLock("dns/a", "two", LEASE)).isTrue();

        clock.advance(LEASE);
        assertThat(locks.takeLock("dns/a", "three", LEASE)).isTrue();
        locks.releaseLock("dns/a", "two");
        assertThat(locks.takeLock("dns/a", "four", LEASE)).isFalse();
    }

    @Test
    void may_lockByName_soughtByManyThreads_beGivenToOne() {
        assumeThat(store).as("keeps locks by name").isInstanceOf(NamedLocks.class);
        NamedLocks locks = (NamedLocks) store;

        List<Boolean> given = together(
                THREADS, () -> locks.takeLock("dns/a", Thread.currentThread().getName(), LEASE));

        assertThat(given).containsOnlyOnce(true);
    }

    /** Claims a row that is at rest. */
    private Instance rested(String key) {
        assertThat(request(row(key), request("dns_repair", false))).isTrue();
        return claim();
    }
}

package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.vm.store.ReserveVmid;
import dev.vmlifecycle.vm.store.ReservedVmid;
import dev.vmlifecycle.vm.store.RetireVmid;
import dev.vmlifecycle.vm.store.SaveVmRow;
import dev.vmlifecycle.vm.store.VmRow;
import dev.vmlifecycle.vm.store.VmRowOf;
import dev.vmlifecycle.vm.store.VmidRangeExhaustedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** VMIDs, and the searchable row of a VM. */
abstract class ReservationContract extends BackupContract {

    private static final Duration QUARANTINE = Duration.ofDays(30);

    static ReserveVmid vmid(String key, int first, int last, int... refused) {
        Set<Vmid> taken = new HashSet<>();
        for (int one : refused) {
            taken.add(new Vmid(one));
        }
        return new ReserveVmid(key, "ams1", new Vmid(first), new Vmid(last), taken, QUARANTINE);
    }

    @Test
    void must_answerTheVmidThatIsReserved_andNoneBefore() {
        Instance row = claimed("vm1");
        assertThat(store.call(row.fence(), new ReservedVmid("vm1", "c1"))).isEmpty();

        Vmid given = store.call(row.fence(), vmid("vm1", 100, 110));

        assertThat(store.call(
                        row.fence(),
                        new ReservedVmid("vm1", vmid("vm1", 100, 110).cluster())))
                .contains(given);
        assertThat(store.ask(new ReservedVmid("vm1", "elsewhere"))).isEmpty();
    }

    @Test
    void must_reserveVmid_giveTheLowest_andTheSameAgain() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");

        assertThat(store.call(one.fence(), vmid("vm1", 100, 110, 100))).isEqualTo(new Vmid(101));
        assertThat(store.call(one.fence(), vmid("vm1", 100, 110))).isEqualTo(new Vmid(101));
        assertThat(store.call(two.fence(), vmid("vm2", 100, 110))).isEqualTo(new Vmid(100));
    }

    @Test
    void must_reserveVmid_countEachClusterAlone() {
        Instance row = claimed("vm1");
        Instance other = claimed("vm2");
        store.call(row.fence(), vmid("vm1", 100, 110));

        assertThat(store.call(
                        other.fence(),
                        new ReserveVmid("vm2", "fra1", new Vmid(100), new Vmid(110), Set.of(), QUARANTINE)))
                .isEqualTo(new Vmid(100));
    }

    @Test
    void must_reserveVmid_whenItsOwnIsRefused_takeAnother_andNobodyTakesItForAWhile() {
        Instance row = claimed("vm1");
        Instance other = claimed("vm2");
        store.call(row.fence(), vmid("vm1", 100, 110));

        assertThat(store.call(row.fence(), vmid("vm1", 100, 110, 100))).isEqualTo(new Vmid(101));
        assertThat(store.call(row.fence(), vmid("vm1", 100, 110, 101))).isEqualTo(new Vmid(102));

        assertThat(store.call(other.fence(), vmid("vm2", 100, 110))).isEqualTo(new Vmid(103));
        clock.advance(QUARANTINE);
        assertThat(store.call(other.fence(), vmid("vm2", 100, 110, 103))).isEqualTo(new Vmid(100));
    }

    @Test
    void must_retireVmid_quarantineIt() {
        Instance row = claimed("vm1");
        Instance other = claimed("vm2");
        store.call(row.fence(), vmid("vm1", 100, 110));
        commit(
                row.fence(),
                CommitDraft.of(row).commands(new RetireVmid("vm1", QUARANTINE)).leaseFor(LEASE));
        commit(
                row.fence(),
                CommitDraft.of(row).commands(new RetireVmid("vm1", QUARANTINE)).leaseFor(LEASE));

        assertThat(store.call(other.fence(), vmid("vm2", 100, 110))).isEqualTo(new Vmid(101));

        clock.advance(QUARANTINE);
        assertThat(store.call(row.fence(), vmid("vm1", 100, 110))).isEqualTo(new Vmid(100));
    }

    @Test
    void must_reserveVmid_fromAUsedUpRange_takeTheOneRetiredLongestAgo() {
        List<Instance> rows = new ArrayList<>();
        for (String key : List.of("vm0", "vm1", "vm2", "vm3")) {
            rows.add(claimed(key));
        }
        for (Instance row : rows.subList(0, 3)) {
            store.call(row.fence(), vmid(row.key(), 100, 102));
        }
        for (int index : List.of(1, 0)) {
            clock.advance(Duration.ofSeconds(1));
            Instance row = rows.get(index);
            commit(row.fence(), CommitDraft.of(row).commands(new RetireVmid(row.key(), QUARANTINE)));
        }
        Instance last = rows.get(3);

        assertThat(store.call(last.fence(), vmid("vm3", 100, 102, 101))).isEqualTo(new Vmid(100));
        assertThat(store.call(last.fence(), vmid("vm3", 100, 102, 100))).isEqualTo(new Vmid(101));
    }

    @Test
    void must_reserveVmid_fromAnExhaustedRange_writeNothing() {
        Instance row = claimed("vm1");
        store.call(row.fence(), vmid("vm1", 100, 100));

        assertThatThrownBy(() -> store.call(row.fence(), vmid("vm1", 100, 100, 100)))
                .isInstanceOf(VmidRangeExhaustedException.class);

        assertThat(store.call(row.fence(), vmid("vm1", 100, 100))).isEqualTo(new Vmid(100));
    }

    @Test
    void must_reserveVmid_byManyThreads_giveNoneTwice() {
        int rows = 64;
        ConcurrentLinkedQueue<Instance> waiting = claimMany(rows);
        Map<String, Vmid> given = new HashMap<>();

        together(THREADS, () -> {
                    Map<String, Vmid> mine = new HashMap<>();
                    for (Instance row = waiting.poll(); row != null; row = waiting.poll()) {
                        mine.put(row.key(), store.call(row.fence(), vmid(row.key(), 100, 99 + rows)));
                    }
                    return mine;
                })
                .forEach(given::putAll);

        assertThat(given).hasSize(rows);
        assertThat(given.values()).doesNotHaveDuplicates();
    }

    @Test
    void must_reservations_withoutAClaim_beRefused() {
        insert("vm1");

        assertThatThrownBy(() -> store.ask(vmid("vm1", 100, 110))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.ask(addresses("vm1", 1, pool("a", "192.0.2.0/29"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void must_calls_ofUnknownType_beRefusedByName() {
        Instance row = claimed("vm1");

        assertThatThrownBy(() -> store.ask(new UnknownCall()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(UnknownCall.class.getName());
        assertThatThrownBy(() -> store.call(row.fence(), new UnknownCall()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void must_saveVmRow_replaceTheOneOfTheSameKey() {
        Instance row = claimed("vm1");
        VmRow full = new VmRow(
                "vm1", "fra1", Optional.of(new Vmid(4711)), Optional.of(NodeName.of("pve2")), "new.example.com");

        commit(row.fence(), CommitDraft.of(row).commands(new SaveVmRow(VM)).leaseFor(LEASE));
        commit(row.fence(), CommitDraft.of(row).commands(new SaveVmRow(full)).leaseFor(LEASE));

        assertThat(store.call(row.fence(), new VmRowOf("vm1"))).contains(full);
        assertThat(store.ask(new VmRowOf("vm1"))).contains(full);
    }
}

package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.vm.store.NoRoomException;
import dev.vmlifecycle.vm.store.ReleaseNode;
import dev.vmlifecycle.vm.store.ReserveNode;
import dev.vmlifecycle.vm.store.ReserveNode.Room;
import dev.vmlifecycle.vm.store.ReservedNodes;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Memory of nodes that is promised to VMs which are being deployed. */
abstract class RoomContract extends PoolContract {
    private static final NodeName ONE = NodeName.of("pve1");
    private static final NodeName TWO = NodeName.of("pve2");

    private static ReserveNode wanting(String key, int gib, int freeOfOne, int freeOfTwo) {
        return new ReserveNode(
                key,
                "ams1",
                ByteSize.ofGiB(gib),
                List.of(new Room(ONE, ByteSize.ofGiB(freeOfOne)), new Room(TWO, ByteSize.ofGiB(freeOfTwo))));
    }

    private List<ReservedNodes.Promise> promises() {
        return store.ask(new ReservedNodes("ams1"));
    }

    @Test
    void must_reserveNode_takeTheOneWithMostLeft_andKeepToIt() {
        Instance row = claimed("vm1");

        assertThat(store.call(row.fence(), wanting("vm1", 2, 8, 16))).isEqualTo(TWO);

        assertThat(store.call(row.fence(), wanting("vm1", 2, 90, 1))).isEqualTo(TWO);
        assertThat(promises()).containsExactly(new ReservedNodes.Promise("vm1", TWO, ByteSize.ofGiB(2)));
        assertThat(store.ask(new ReservedNodes("ams2"))).isEmpty();
    }

    @Test
    void must_reserveNode_countWhatIsPromised_amongEqualsTheFirst() {
        Instance one = claimed("vm1");
        Instance two = claimed("vm2");
        Instance three = claimed("vm3");

        assertThat(store.call(one.fence(), wanting("vm1", 4, 8, 8))).isEqualTo(ONE);
        assertThat(store.call(two.fence(), wanting("vm2", 4, 8, 8))).isEqualTo(TWO);
        assertThat(store.call(three.fence(), wanting("vm3", 4, 8, 7))).isEqualTo(ONE);
    }

    @Test
    void must_reserveNode_withoutRoom_writeNothing() {
        Instance row = claimed("vm1");

        assertThatThrownBy(() -> store.call(row.fence(), wanting("vm1", 9, 8, 8)))
                .isInstanceOf(NoRoomException.class)
                .hasMessageContaining("pve1")
                .hasMessageContaining("9G");
        assertThat(promises()).isEmpty();
        assertThatThrownBy(() -> store.ask(wanting("vm1", 1, 8, 8))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void must_releaseNode_endThePromise() {
        Instance row = claimed("vm1");
        store.call(row.fence(), wanting("vm1", 2, 8, 16));

        commit(row.fence(), CommitDraft.of(row).leaseFor(LEASE).commands(new ReleaseNode("vm1")));
        assertThat(promises()).isEmpty();

        assertThat(store.call(row.fence(), wanting("vm1", 2, 16, 8))).isEqualTo(ONE);
    }

    @Test
    void must_reserveNode_byManyThreads_neverPromiseMoreThanThereIs() {
        ConcurrentLinkedQueue<Instance> rows = claimMany(THREADS);

        List<Boolean> got = together(THREADS, () -> {
            Instance row = rows.remove();
            try {
                store.call(row.fence(), wanting(row.key(), 2, 9, 7));
                return true;
            } catch (NoRoomException e) {
                return false;
            }
        });

        assertThat(got.stream().filter(Boolean::booleanValue)).hasSize(7);
        assertThat(promises().stream().filter(one -> one.node().equals(ONE))).hasSize(4);
        assertThat(promises().stream().filter(one -> one.node().equals(TWO))).hasSize(3);
    }
}

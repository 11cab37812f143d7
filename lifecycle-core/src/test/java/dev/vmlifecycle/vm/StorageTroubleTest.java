package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Known failure modes of others, numbered as in the list they were found in: what a busy storage and an impatient operator do. */
class StorageTroubleTest extends FailureModes {
    private static final String BUSY = "clone failed: cfs-lock 'storage-local' error: got lock request timeout";
    private static final String LOCKED = "can't lock file '/var/lock/pve-manager/pve-storage-local' - got timeout";

    /** Safeguard: a storage that is busy is a lock, tried again with jitter, and no failure for good. */
    @Test
    void mode10_parallelClonesHitStorageLocks() {
        world.sim.faults().next("POST", "/nodes/*/qemu/9000/clone", Fault.taskFails(LOCKED), 4);
        world.sim.faults().next("POST", "/nodes/*/qemu/9000/clone", Fault.taskFails(BUSY), 2);
        for (int i = 1; i <= 6; i++) {
            host.deploy(order("k" + i));
        }
        host.tick(Budget.of(Duration.ofSeconds(1)));
        assertThat(List.of("k1", "k2", "k3", "k4"))
                .allSatisfy(key -> assertThat(trouble(key)).startsWith("LOCKED"));
        world.settle(host);

        Set<Integer> vmids = new TreeSet<>();
        for (int i = 1; i <= 6; i++) {
            assertThat(view("k" + i).state()).isEqualTo("ready");
            vmids.add(view("k" + i).vmid().orElseThrow().value());
        }
        assertThat(vmids).hasSize(6);
        assertThat(world.snapshot().vms()).hasSize(7);
        assertThat(world.snapshot().vms().values())
                .filteredOn(vm -> vm.vmid() != VmWorld.TEMPLATE)
                .allMatch(WorldSnapshot.VmView::running);
    }

    /** The same while a VM is destroyed: it is tried again and does not end in {@code error_terminate}. */
    @Test
    void mode10_destroyHitsAStorageLock() {
        deployed("1");
        world.sim.faults().next("DELETE", "/nodes/*/qemu/5000", Fault.taskFails(LOCKED), 3);
        world.sim.faults().next("DELETE", "/nodes/*/qemu/5000", Fault.taskFails(BUSY), 1);

        terminate("1");

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(tasks("qmdestroy")).hasSize(5);
    }

    /** Safeguard: whoever mended a cause says so, and need not wait for the next try. */
    @Test
    void mode24_operatorWantsToTryAgainNow() {
        world.sim.operator().set(VmWorld.TEMPLATE, "template", "0");
        host.deploy(order("1"));
        host.tick(Budget.of(Duration.ofMinutes(30)));
        assertThat(trouble("1")).startsWith("CONFIG").contains("not a template");
        world.sim.operator().set(VmWorld.TEMPLATE, "template", "1");
        host.tick(Budget.once());
        assertThat(view("1").state()).isEqualTo("set_ip");

        assertThat(host.retryNow(VmKey.of("1"))).isTrue();
        host.tick(Budget.of(Duration.ofSeconds(20)));

        assertThat(view("1").state()).isEqualTo("ready");
    }

    /** Safeguard: VMIDs come from the range that the operator names, and from nowhere else. */
    @Test
    void mode24_operatorWantsHisOwnRangeOfIds() {
        Placement place = VmWorld.onto("pve1", CloneMode.FULL);
        Placement two = new Placement(
                place.cluster(),
                place.node(),
                place.templates(),
                place.cloneMode(),
                place.storage(),
                place.net(),
                place.pools(),
                new Placement.VmidRange(dev.vmlifecycle.proxmox.Vmid.of(7001), dev.vmlifecycle.proxmox.Vmid.of(7002)));
        for (String key : List.of("1", "2", "3")) {
            host.deploy(DeployRequest.of(VmKey.of(key), "vm" + key + ".example.com", plain(), two));
        }
        world.settle(host);

        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE, 7001, 7002);
        assertThat(List.of("1", "2", "3"))
                .anySatisfy(key -> assertThat(trouble(key)).startsWith("CAPACITY"));
    }
}

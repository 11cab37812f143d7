package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.HaResourceId;
import dev.vmlifecycle.proxmox.cluster.HaSettings;
import dev.vmlifecycle.proxmox.simulator.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Known failure modes of others, numbered as in the list they were found in: what happens while a VM is taken away. */
class TerminationFailuresTest extends FailureModes {

    /** Safeguard: the owner line in the notes is read before anything is destroyed. */
    @Test
    void mode02_staleVmidDeletesSomebodyElsesVm() {
        deployed("1");
        world.sim.operator().powerOff(5000);
        world.sim.operator().delete(5000);
        world.sim.operator().createForeign(5000, "pve1", "somebody-elses");

        terminate("1");

        assertThat(view("1").state()).isEqualTo("error_terminate");
        assertThat(trouble("1")).contains("its notes do not name us");
        assertThat(remote(5000).name()).isEqualTo("somebody-elses");
        assertThat(addresses("1")).hasSize(1);
    }

    /** Safeguard: the task's end and the proved absence count, not the answer to the call. */
    @Test
    void mode03_successOfDeleteIsNotSuccess() {
        deployed("1");
        world.sim
                .faults()
                .next(
                        "DELETE",
                        "/nodes/*/qemu/5000",
                        Fault.taskFails("can't lock file '/var/lock/x' - got timeout"),
                        99);
        host.terminate(VmKey.of("1"));
        host.tick(Budget.of(Duration.ofMinutes(2)));
        assertThat(tasks("qmdestroy")).isNotEmpty();
        assertThat(world.snapshot().vms()).containsKey(5000);
        assertThat(addresses("1")).hasSize(1);

        world.sim.faults().clear();
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(world.snapshot().vms()).doesNotContainKey(5000);
    }

    /** Safeguard: three values: a node that does not answer proves nothing, a quorate cluster that says "free" proves absence. */
    @Test
    void mode04_cannotReachTakenForDoesNotExist() {
        deployed("1");
        world.sim.operator().nodeDown("pve1");
        host.terminate(VmKey.of("1"));
        host.tick(Budget.of(Duration.ofMinutes(5)));
        assertThat(view("1").state()).isNotEqualTo("remove");
        assertThat(addresses("1")).hasSize(1);
        assertThat(world.snapshot().vms()).containsKey(5000);

        world.sim.operator().nodeUp("pve1");
        world.settle(host);
        if (view("1").state().equals("error_terminate")) {
            terminate("1");
        }

        assertThat(view("1").state()).isEqualTo("remove");
    }

    /** The reverse: a missing VM answers 500, and is gone all the same. */
    @Test
    void mode04_doesNotExistTakenForCannotReach() {
        deployed("1");
        world.sim.operator().powerOff(5000);
        world.sim.operator().delete(5000);

        terminate("1");

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(tasks("qmdestroy")).isEmpty();
    }

    /** Safeguard: addresses are given up in the last step, after proof. */
    @Test
    void mode05_addressFreedTooEarly() {
        VmLifecycle few = hostWith(1);
        few.deploy(fromFew("1"));
        world.settle(few);
        world.sim.operator().set(5000, "protection", "1");
        few.terminate(VmKey.of("1"));
        few.deploy(fromFew("2"));
        few.tick(Budget.of(Duration.ofHours(1)));

        assertThat(few.get(VmKey.of("1")).orElseThrow().state()).isEqualTo("error_terminate");
        assertThat(few.get(VmKey.of("2")).orElseThrow().state()).isEqualTo("creation");

        world.sim.operator().unset(5000, "protection");
        few.terminate(VmKey.of("1"));
        world.settle(few);

        assertThat(few.get(VmKey.of("1")).orElseThrow().state()).isEqualTo("remove");
        assertThat(few.get(VmKey.of("2")).orElseThrow().state()).isEqualTo("ready");
    }

    /** Safeguard: quarantine, and the address that was given up first is given first. */
    @Test
    void mode07_addressReusedAtOnce() {
        VmLifecycle few = hostWith(2);
        for (String key : List.of("1", "2")) {
            few.deploy(fromFew(key));
            world.settle(few);
        }
        few.terminate(VmKey.of("2"));
        few.tick(Budget.of(Duration.ofMinutes(5)));
        few.terminate(VmKey.of("1"));
        few.tick(Budget.of(Duration.ofMinutes(5)));

        few.deploy(fromFew("3"));
        few.tick(Budget.of(Duration.ofMinutes(3)));
        assertThat(few.get(VmKey.of("3")).orElseThrow().addresses()).isEmpty();

        world.settle(few);
        assertThat(few.get(VmKey.of("3")).orElseThrow().addresses())
                .extracting(one -> one.address().toString())
                .containsExactly("192.0.2.11");
    }

    /** Safeguard: the stop has a time-out of its own, then it is overruled. */
    @Test
    void mode16_gracefulShutdownNeverEnds() {
        deployed("1");
        world.sim.operator().guest(5000, dev.vmlifecycle.proxmox.simulator.GuestBehaviour.ignoringAcpi());

        terminate("1");

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(tasks("qmshutdown")).hasSize(1);
        assertThat(tasks("qmstop")).hasSize(1);
    }

    /** Safeguard: the HA manager is asked, and its deed is waited for; the DELETE purges the HA resource. */
    @Test
    void mode17_haManagedVmCannotBeDeletedOrStopped() {
        deployed("1");
        manage();

        terminate("1");

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(tasks("hastop")).hasSize(1);
        assertThat(world.client().cluster().ha().resources()).isEmpty();
    }

    @Test
    void mode17_haManagedVmThatIsOff_isNotStartedAgainByItsManager() {
        deployed("1");
        manage();
        world.sim.operator().powerOff(5000);

        terminate("1");

        assertThat(view("1").state()).isEqualTo("remove");
        assertThat(tasks("hastop")).hasSize(1);
    }

    @Test
    void mode17_changeOfAnHaManagedVm_stopsAndStartsItThroughItsManager() {
        deployed("1");
        manage();

        host.changePackage(
                VmKey.of("1"), plain().toBuilder().memory(ByteSize.ofMiB(768)).build());
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(trouble("1")).isEmpty();
        assertThat(remote(5000).config()).containsEntry("memory", "768");
        assertThat(remote(5000).pending()).isEmpty();
        assertThat(remote(5000).running()).isTrue();
        assertThat(tasks("hastop")).hasSize(1);
        assertThat(tasks("hastart")).hasSize(1);
    }

    private void manage() {
        world.client().cluster().ha().add(HaResourceId.vm(Vmid.of(5000)), HaSettings.none());
        world.clock.advance(Duration.ofSeconds(30));
        world.snapshot();
    }

    /** Safeguard: what a DELETE left half done is ours only when the record has that DELETE. */
    @Test
    void halfDestroyed_byOurOwnDelete_callsForAHumanAndTellsTheRemedy() {
        deployed("1");
        world.sim.faults().next("DELETE", "/nodes/*/qemu/5000", Fault.taskFails("worker died"), 99);
        host.terminate(VmKey.of("1"));
        host.tick(Budget.of(Duration.ofSeconds(8)));
        assertThat(tasks("qmdestroy")).isNotEmpty();
        world.sim.faults().clear();
        halfDestroyed();
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("error_terminate");
        assertThat(trouble("1")).contains("half destroyed by our own DELETE", "qm unlock 5000");
        terminate("1");
        assertThat(trouble("1")).contains("half destroyed by our own DELETE");
        assertThat(addresses("1")).hasSize(1);

        world.sim.operator().unlock(5000);
        world.sim.operator().delete(5000);
        terminate("1");
        assertThat(view("1").state()).isEqualTo("remove");
    }

    @Test
    void halfDestroyed_bySomebodyElse_isNotOurs() {
        deployed("1");
        world.sim.operator().powerOff(5000);
        halfDestroyed();

        terminate("1");

        assertThat(view("1").state()).isEqualTo("error_terminate");
        assertThat(trouble("1")).contains("its notes do not name us");
        assertThat(tasks("qmdestroy")).isEmpty();
    }

    private void halfDestroyed() {
        world.sim.operator().unset(5000, "description");
        world.sim.operator().lock(5000, "destroyed");
    }

    /** Safeguard: a lock is waited for by its name; one that nobody holds calls for a human and tells the remedy. */
    @Test
    void mode18_vmStuckInALock() {
        deployed("1");
        world.sim.operator().lock(5000, "backup");
        host.changePackage(VmKey.of("1"), plain().toBuilder().cores(3).build());
        minutes(5);
        assertThat(host.log(VmKey.of("1")).get(0).lines().get(0).text()).contains("VM 5000 locked (backup)");
        assertThat(view("1").state()).isEqualTo("change_package");

        world.sim.operator().unlock(5000);
        world.settle(host);
        assertThat(view("1").state()).isEqualTo("ready");

        world.sim.operator().lock(5000, "snapshot-delete");
        terminate("1");
        assertThat(view("1").state()).isEqualTo("error_terminate");
        assertThat(trouble("1")).contains("snapshot-delete", "qm unlock 5000");
        assertThat(world.snapshot().vms()).containsKey(5000);
    }
}

package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.simulator.TaskDuration;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Known failure modes of others, numbered as in the list they were found in: a clone that takes nine hours. */
class SlowCloneTest extends FailureModes {

    SlowCloneTest() {
        super(VmWorld.create(cluster -> cluster.duration("qmclone", TaskDuration.fixed(Duration.ofHours(9)))));
    }

    /** Safeguard: the intent stands before the call, and the task is followed, never called again. */
    @Test
    void mode09_slowCloneMakesSeveralIdenticalVms() {
        host.deploy(order("1"));
        minutes(40);
        world.clock.advance(Duration.ofHours(9));
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(tasks("qmclone")).hasSize(1);
        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE, 5000);
    }

    /** Safeguard: the record is the first write, and no clock ends the wait for a running task. */
    @Test
    void mode11_fixedWaitThenGiveUpLeavesAnOrphan() {
        host.deploy(order("1"));
        assertThat(view("1").state()).isEqualTo("creation");
        minutes(60);
        assertThat(view("1").state()).isEqualTo("set_ip");
        assertThat(view("1").trouble().lastError()).isEmpty();

        world.settle(host);
        world.clock.advance(Duration.ofHours(8));
        world.settle(host);

        assertThat(view("1").state()).isEqualTo("ready");
        assertThat(view("1").vmid()).map(Object::toString).contains("5000");
    }
}

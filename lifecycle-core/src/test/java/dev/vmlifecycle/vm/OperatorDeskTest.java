package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.DurableEvent;
import dev.vmlifecycle.proxmox.simulator.TaskDuration;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pause, resume and single steps of a VM. */
class OperatorDeskTest {
    private static final Actor JANE = Actor.of("admin:jane", "disk is being replaced");

    private final VmWorld world =
            VmWorld.create(cluster -> cluster.duration("qmclone", TaskDuration.fixed(Duration.ofSeconds(30))));
    private final VmLifecycle host = world.host();

    @BeforeEach
    void deploy() {
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
    }

    private VmView vm() {
        return host.get(VmWorld.KEY).orElseThrow();
    }

    @Test
    void paused_duringTheClone_standsStill_andGoesOnWithTheSameClone() {
        host.tick(Budget.of(Duration.ofSeconds(5)));

        VmView paused = host.pause(VmWorld.KEY, JANE);
        world.settle(host);
        world.clock.advance(Duration.ofHours(1));
        host.terminate(VmWorld.KEY);
        world.settle(host);

        assertThat(paused.trouble().hold()).contains("paused by admin:jane (disk is being replaced)");
        assertThat(vm().state()).isEqualTo("set_ip");
        assertThat(host.nextDue()).isEmpty();

        host.resume(VmWorld.KEY, JANE);
        world.settle(host);
        assertThat(vm().state()).isEqualTo("remove");
        assertThat(world.clonesStarted()).isEqualTo(1);
        assertThat(world.snapshot().vms()).containsOnlyKeys(VmWorld.TEMPLATE);
        assertThat(host.events(VmWorld.KEY, 0))
                .extracting(DurableEvent::type)
                .containsSubsequence("paused", "requested", "resumed", "started");
    }

    @Test
    void oneStep_afterTheOther_leadsToReady() {
        world.settle(host);
        host.pause(VmWorld.KEY, JANE);

        VmView asked = host.runOneStep(VmWorld.KEY, "Configure firewall", JANE);
        world.settle(host);

        assertThat(asked.state()).isEqualTo("set_network");
        assertThat(vm().state()).isEqualTo("set_firewall");
        assertThat(vm().trouble().hold()).isPresent();
        for (String state : new String[] {"set_cloudinit", "starting", "ready"}) {
            host.runOneStep(VmWorld.KEY, JANE);
            world.settle(host);
            assertThat(vm().state()).isEqualTo(state);
        }
        host.resume(VmWorld.KEY, JANE);
        world.settle(host);
        assertThat(vm().trouble().hold()).isEmpty();
        assertThat(host.nextDue()).isEmpty();
    }

    @Test
    void destruction_byName_isRefused_andUnknownOnesToo() {
        world.settle(host);
        assertThatThrownBy(() -> host.runOneStep(VmWorld.KEY, JANE)).isInstanceOf(VmException.class);
        assertThatThrownBy(() -> host.runOneStep(VmWorld.KEY, "Delete VM", JANE))
                .isInstanceOf(VmException.class)
                .hasMessageContaining("step: 'Delete VM'");
        host.terminate(VmWorld.KEY);
        host.tick(Budget.once());

        assertThatThrownBy(() -> host.runOneStep(VmWorld.KEY, "Delete VM", JANE))
                .isInstanceOf(VmException.class)
                .hasMessageContaining("expected: a VM that is not being terminated");
        assertThatThrownBy(() -> host.pause(VmKey.of("7"), JANE)).hasMessageContaining("unknown");
        assertThatThrownBy(() -> host.resume(VmKey.of("7"), JANE)).hasMessageContaining("unknown");
    }
}

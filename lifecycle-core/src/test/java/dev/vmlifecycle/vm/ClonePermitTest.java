package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.PermitLimit;
import dev.vmlifecycle.engine.PermitName;
import dev.vmlifecycle.engine.PermitsOf;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.proxmox.simulator.TaskDuration;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot.TaskView;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clones to one storage are counted over all VMs and hosts. */
class ClonePermitTest {

    private static final int VMS = 9;
    private static final Duration CLONE = Duration.ofSeconds(30);
    private static final PermitName STORAGE = PermitName.of("clone/ams1/local");

    private final VmWorld world = VmWorld.create(cluster -> cluster.duration("qmclone", TaskDuration.fixed(CLONE)));
    private long most;

    private VmLifecycle host() {
        return world.builder()
                .clonesPerStorage(PermitLimit.of(2))
                .sleeper(time -> {
                    most = Math.max(most, clones());
                    world.clock.advance(time);
                })
                .build();
    }

    private long clones() {
        return world.snapshot().runningTasks().stream()
                .map(TaskView::type)
                .filter("qmclone"::equals)
                .count();
    }

    private void deploy(VmLifecycle host, CloneMode mode) {
        for (int i = 1; i <= VMS; i++) {
            host.deploy(DeployRequest.of(
                    VmKey.of("" + i), "vm" + i + ".example.com", VmWorld.small(), VmWorld.onto("pve1", mode)));
        }
    }

    private long ready(VmLifecycle host) {
        long count = 0;
        for (int i = 1; i <= VMS; i++) {
            count += host.get(VmKey.of("" + i)).orElseThrow().state().equals("ready") ? 1 : 0;
        }
        return count;
    }

    @Test
    void moreClonesThanPermits_waitTheirTurn_onTwoHosts() {
        VmLifecycle one = host();
        VmLifecycle other = host();
        deploy(one, CloneMode.FULL);

        for (int i = 0; i < 60 && ready(one) < VMS; i++) {
            one.tick(Budget.of(Duration.ofSeconds(10)));
            other.tick(Budget.of(Duration.ofSeconds(10)));
        }

        assertThat(ready(one)).isEqualTo(VMS);
        assertThat(most).isEqualTo(2);
        assertThat(world.clonesStarted()).isEqualTo(VMS);
        assertThat(world.store.ask(new PermitsOf(STORAGE))).isEmpty();
        assertThat(one.log(VmKey.of("9")))
                .flatExtracting(Run::lines)
                .anySatisfy(line -> assertThat(line.text()).startsWith("permit clone/ams1/local (2 of 2 in use, "));
    }

    @Test
    void terminationOfAWaitingVm_leavesTheQueue() {
        VmLifecycle host = host();
        deploy(host, CloneMode.FULL);
        host.tick(Budget.of(Duration.ofSeconds(5)));
        int before = world.store.ask(new PermitsOf(STORAGE)).size();

        host.terminate(VmKey.of("9"));
        host.tick(Budget.of(Duration.ofSeconds(5)));

        assertThat(before).isEqualTo(VMS);
        assertThat(world.store.ask(new PermitsOf(STORAGE)))
                .hasSize(VMS - 1)
                .noneMatch(entry -> entry.key().equals("9"));
    }

    @Test
    void linkedClones_writeNothing_andNeedNoPermit() {
        VmLifecycle host = host();
        deploy(host, CloneMode.LINKED);

        host.tick(Budget.of(Duration.ofSeconds(20)));

        assertThat(most).isEqualTo(VMS);
        assertThat(world.store.ask(new PermitsOf(STORAGE))).isEmpty();
    }
}

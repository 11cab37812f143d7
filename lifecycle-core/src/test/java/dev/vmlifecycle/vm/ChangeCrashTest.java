package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A change that needs a stop, and a worker that dies around each of its twelve actions: a VM that ran runs in the end, one that was off or
 * suspended stays so.
 */
class ChangeCrashTest {
    private static final int ACTIONS = 12;

    /** How the VM was when the change was asked for. */
    enum Power {
        RUNNING,
        OFF,
        SUSPENDED
    }

    /** Where the worker dies: before or after the commit that ends the action. */
    enum Moment {
        DONE_BUT_NOT_RECORDED,
        RECORDED
    }

    /** A store whose process dies at the n-th completed action of the change. */
    private static final class Doom {
        private final int victim;
        private final Moment moment;
        private int completed;
        private boolean dead;

        private Doom(int victim, Moment moment) {
            this.victim = victim;
            this.moment = moment;
        }

        private EngineStore around(EngineStore store) {
            boolean[] hit = new boolean[1];
            return StoreProxy.around(store, new StoreProxy.Hook() {
                @Override
                public void before(String method, Object[] args) {
                    live();
                    hit[0] = method.equals("commit")
                            && completes(store, (Fence) args[0], (StepCommit) args[1])
                            && ++completed == victim;
                    if (hit[0] && moment == Moment.DONE_BUT_NOT_RECORDED) {
                        dead = true;
                        live();
                    }
                }

                @Override
                public void after(String method, Object[] args, Object answer) {
                    dead |= hit[0];
                }
            });
        }

        /** Whether this commit moves the pointer within the change, or to its end. */
        private static boolean completes(EngineStore store, Fence fence, StepCommit commit) {
            Instance before = store.find(fence.key()).orElseThrow();
            return before.pointer().pipeline().equals("change_package")
                    && commit.pointer().pipeline().equals("change_package")
                    && !before.pointer().state().equals(commit.pointer().state());
        }

        private void live() {
            if (dead) {
                throw new SimulatedCrash("around action " + victim);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Power.class)
    void deathAroundEachAction_theVmIsAsItWas_withItsNewPackage(Power power) {
        int cases = 0;
        for (Moment moment : Moment.values()) {
            for (int victim = 1; victim <= ACTIONS; victim++) {
                crashAt(victim, moment, power);
                cases++;
            }
        }
        System.out.printf("crash around change actions, VM %s: %d cases%n", power, cases);
        assertThat(cases).isEqualTo(2 * ACTIONS);
    }

    private static void crashAt(int victim, Moment moment, Power power) {
        String where = power + ", " + moment + " " + victim;
        VmWorld world = VmWorld.create();
        VmLifecycle heir = world.host();
        heir.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(heir);
        set(world, power);
        Doom doom = new Doom(victim, moment);
        VmLifecycle doomed = world.host(wire -> wire, doom::around);

        heir.changePackage(VmWorld.KEY, VmWorld.larger());
        assertThatThrownBy(() -> world.settle(doomed)).as(where).isInstanceOf(SimulatedCrash.class);
        world.clock.advance(VmWorld.LEASE.plusSeconds(1));
        world.settle(heir);

        assertThat(heir.get(VmWorld.KEY).orElseThrow().state()).as(where).isEqualTo("ready");
        WorldSnapshot.VmView vm = world.only();
        assertThat(vm.running()).as(where).isEqualTo(power == Power.RUNNING);
        assertThat(vm.config()).as(where).containsEntry("memory", "1024");
        assertThat(vm.config().get("scsi0")).as(where).contains("size=4G");
        assertThat(vm.pending()).as(where).isEmpty();
        assertThat(stepsOf(heir)).as(where).doesNotHaveDuplicates();
    }

    private static void set(VmWorld world, Power power) {
        switch (power) {
            case OFF -> world.sim.operator().powerOff(5000);
            case SUSPENDED -> {
                world.client().node(NodeName.of("pve1")).qemu(Vmid.of(5000)).suspend();
                world.clock.advance(VmWorld.LEASE);
                world.snapshot();
            }
            default -> {}
        }
    }

    private static List<String> stepsOf(VmLifecycle host) {
        List<String> done = new ArrayList<>();
        host.log(VmWorld.KEY).stream()
                .flatMap(run -> run.lines().stream())
                .filter(line -> line.from().startsWith("c")
                        && (line.result().equals("success") || line.result().startsWith("skip")))
                .forEach(line -> done.add(line.from() + " -> " + line.to()));
        return done;
    }
}

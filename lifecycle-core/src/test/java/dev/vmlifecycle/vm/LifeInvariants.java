package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Fence;
import dev.vmlifecycle.engine.FencedCommit;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.StepCommit;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.ip.ReleaseAddresses;
import dev.vmlifecycle.proxmox.simulator.Invariants;
import dev.vmlifecycle.vm.internal.VmRun;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must hold at any time of a VM's life, whoever died in it: watched at the store, and looked at between the phases. */
final class LifeInvariants {
    static final int FOREIGN = 5990;

    private final VmWorld world;
    private final List<String> broken = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private long newestFence;

    LifeInvariants(VmWorld world) {
        this.world = world;
        world.sim.operator().createForeign(FOREIGN, "pve1", "somebody-elses");
    }

    /** The store as a worker sees it, watched. */
    EngineStore watch(EngineStore store) {
        return StoreProxy.around(store, new StoreProxy.Hook() {
            @Override
            public void after(String method, Object[] args, Object answer) {
                noteClaims(method, answer);
                noteWrites(method, args);
            }
        });
    }

    private void noteClaims(String method, Object answer) {
        if (method.equals("claim")) {
            ((List<?>) answer)
                    .forEach(row -> newestFence =
                            Math.max(newestFence, ((Instance) row).lease().epoch()));
        }
    }

    private void noteWrites(String method, Object[] args) {
        if (method.equals("commitAll")) {
            ((List<?>) args[0]).forEach(one -> noteCommit(((FencedCommit) one).fence(), ((FencedCommit) one).commit()));
        } else if (method.equals("commit")) {
            noteCommit((Fence) args[0], (StepCommit) args[1]);
        } else if (method.equals("saveCheckpoint")) {
            noteFence((Fence) args[0]);
        }
    }

    private void noteFence(Fence fence) {
        if (fence.epoch() < newestFence) {
            broken.add("I1: a write under fence " + fence.epoch() + " after claim " + newestFence);
        }
    }

    private void noteCommit(Fence fence, StepCommit commit) {
        noteFence(fence);
        boolean frees = commit.commands().stream()
                .anyMatch(command -> command instanceof ReleaseAddresses release && !release.onlyLeaving());
        if (frees && world.snapshot().vms().containsKey(5000)) {
            broken.add("I5: addresses freed while the VM is there");
        }
        commit.notifications().stream().map(Notification::id).forEach(told::add);
    }

    /** Between two workers, in whatever state the first one left the row. */
    void atAnyTime(String where) {
        assertThat(broken).as(where).isEmpty();
        Instance row = world.store.find(VmWorld.KEY.value()).orElseThrow();
        boolean rests = VmLifecycle.pipelines().stream()
                .filter(one -> one.name().equals(row.pointer().pipeline()))
                .anyMatch(one -> isRest(one, row.pointer().state()));
        assertThat((rests && row.request().isEmpty())
                        || row.dueAt().isPresent()
                        || row.lease().until().isPresent()
                        || row.hold().isPresent())
                .as("I8 " + where)
                .isTrue();
        notifications(where);
    }

    private static boolean isRest(Pipeline<VmRun> pipeline, String state) {
        return pipeline.endState().equals(state) || pipeline.haltStates().contains(state);
    }

    /** Nobody hears of what is not committed; what is heard again has the same id. */
    private void notifications(String where) {
        assertThat(world.notifications).as("I10 " + where).allMatch(one -> told.contains(one.id()));
    }

    /** At rest, after everybody is done. */
    void atRest(String where, VmLifecycle host, int clones) {
        atAnyTime(where);
        assertThat(world.clonesStarted()).as("I4 " + where).isEqualTo(clones);
        assertThat(world.snapshot().vm(FOREIGN))
                .as("I6 " + where)
                .hasValueSatisfying(vm -> assertThat(vm.name()).isEqualTo("somebody-elses"));
        assertThat(Invariants.violations(world.snapshot())).as(where).isEmpty();
        List<StepLine> done = completed(host);
        for (int i = 1; i < done.size(); i++) {
            StepLine before = done.get(i - 1);
            StepLine now = done.get(i);
            boolean follows = now.from().equals(before.to()) || isFirst(now.from());
            assertThat(follows)
                    .as("I2 " + where + ": " + before + " then " + now)
                    .isTrue();
        }
        Optional<StepLine> last = done.isEmpty() ? Optional.empty() : Optional.of(done.get(done.size() - 1));
        assertThat(last.map(StepLine::to))
                .as("I3 " + where)
                .contains(host.get(VmWorld.KEY).orElseThrow().state());
    }

    private static boolean isFirst(String state) {
        return VmLifecycle.pipelines().stream()
                .anyMatch(one -> one.initialState().equals(state));
    }

    /** Completed steps in order. */
    static List<StepLine> completed(VmLifecycle host) {
        List<Run> runs = new ArrayList<>(host.log(VmWorld.KEY));
        java.util.Collections.reverse(runs);
        return runs.stream()
                .flatMap(run -> run.lines().stream())
                .filter(line -> line.result().equals("success") || line.result().startsWith("skip"))
                .toList();
    }

    /** How often each notification type was told under different ids. */
    List<String> distinctTypes() {
        return world.notifications.stream()
                .map(Notification::id)
                .distinct()
                .map(id -> id.substring(0, id.indexOf(':')))
                .sorted()
                .toList();
    }
}

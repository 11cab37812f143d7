package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills the process at every call to the cluster and every write to the store while snapshots are made, rolled back to and removed. */
class SnapshotCrashTest {
    private static final Actor JANE = Actor.of("customer:jane", "test");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final TaskName REMOVE = TaskName.of("remove_snapshots");
    private static final TaskName PROCESS = TaskName.of("process_vms");
    private static final Duration STALE = Duration.ofSeconds(601);

    /** Where the process dies, relative to one call. */
    enum Place {
        BEFORE_A_WRITE(1),
        ANSWER_OF_A_WRITE_LOST(1),
        ANSWER_NOT_RECORDED(1),
        BEFORE_A_STORE_CALL(3),
        BEFORE_ANY_CALL(3);

        /** Every so many calls one is a victim: there are many reads, and few that matter. */
        private final int stride;

        Place(int stride) {
            this.stride = stride;
        }
    }

    /** Dies at the n-th call of its kind; everything after it in that process dies too. */
    private static final class Killer {
        private final int victim;
        private final Place place;
        private final AtomicInteger calls = new AtomicInteger();
        private boolean dead;

        private Killer(int victim, Place place) {
            this.victim = victim;
            this.place = place;
        }

        private Transport around(Transport wire) {
            return (request, timeout, cancel) -> {
                live();
                boolean counts =
                        place == Place.BEFORE_ANY_CALL || (place != Place.BEFORE_A_STORE_CALL && request.isWrite());
                boolean hit = counts && calls.incrementAndGet() == victim;
                if (hit && (place == Place.BEFORE_A_WRITE || place == Place.BEFORE_ANY_CALL)) {
                    die();
                }
                var answer = wire.send(request, timeout, cancel);
                if (hit && place == Place.ANSWER_OF_A_WRITE_LOST) {
                    die();
                }
                dead = hit;
                return answer;
            };
        }

        private void storeCall() {
            live();
            if (place == Place.BEFORE_A_STORE_CALL && calls.incrementAndGet() == victim) {
                die();
            }
        }

        private void die() {
            dead = true;
            live();
        }

        private void live() {
            if (dead) {
                throw new SimulatedCrash("at call " + victim + ", " + place);
            }
        }
    }

    /** Deploys with a sound host, then lives through make, roll back and removal by age with a doomed one. */
    private static boolean lifeWith(int victim, Place place) {
        VmWorld world = VmWorld.create();
        VmLifecycle heir = world.host(wire -> wire, store -> store, any -> any);
        PackageSpec pkg = SnapshotsTest.with(SnapshotPolicy.of(3, WEEK));
        heir.deploy(DeployRequest.of(VmWorld.KEY, VmWorld.FQDN, pkg, VmWorld.onto("pve1", CloneMode.FULL)));
        world.settle(heir);
        SnapshotName name = heir.snapshots().create(VmWorld.KEY, "note", JANE);
        Killer killer = new Killer(victim, place);
        VmLifecycle doomed = world.host(killer::around, store -> new MortalStore(store, killer::storeCall), any -> any);
        String where = "after a crash at call " + victim + " " + place;

        run(world, killer, doomed, heir, PROCESS);
        assertThat(names(world)).as(where).containsExactly(name.value());

        heir.snapshots().rollBack(VmWorld.KEY, name, JANE);
        run(world, killer, doomed, heir, PROCESS);
        WorldSnapshot.VmView vm = world.only();
        assertThat(vm.running()).as(where).isTrue();
        assertThat(vm.config()).as(where).containsEntry("parent", name.value()).doesNotContainKey("unused0");

        world.clock.advance(WEEK);
        run(world, killer, doomed, heir, REMOVE);
        run(world, killer, doomed, heir, PROCESS);
        assertThat(names(world)).as(where).isEmpty();
        assertThat(heir.get(VmWorld.KEY).orElseThrow().status()).as(where).isEqualTo("ready");
        assertThat(count(world, "qmsnapshot")).as(where).isEqualTo(1);
        assertThat(count(world, "qmclone")).as(where).isEqualTo(1);
        assertThat(heir.events(VmWorld.KEY, 0).stream()
                        .map(event -> event.type())
                        .filter(type -> type.startsWith("snapshot_")))
                .as(where)
                .containsExactly("snapshot_created", "snapshot_rolled_back", "snapshot_removed");
        assertThat(heir.tasks().list())
                .as(where)
                .allSatisfy(status -> assertThat(status.lock()).isEmpty());
        return killer.dead;
    }

    private static void run(VmWorld world, Killer killer, VmLifecycle doomed, VmLifecycle heir, TaskName task) {
        if (!killer.dead) {
            try {
                run(world, doomed, task);
                return;
            } catch (SimulatedCrash e) {
                boolean locked = heir.tasks().list().stream()
                        .anyMatch(status -> status.lock().isPresent());
                assertThat(heir.tasks().run(task).isEmpty())
                        .as("held by the dead: " + locked)
                        .isEqualTo(locked && task.equals(REMOVE));
                world.clock.advance(STALE);
            }
        }
        run(world, heir, task);
    }

    private static void run(VmWorld world, VmLifecycle host, TaskName task) {
        Tasks tasks = host.tasks();
        for (int round = 0; round < (task.equals(PROCESS) ? 10 : 1); round++) {
            assertThat(tasks.run(task)).isPresent();
            world.clock.advance(Duration.ofSeconds(10));
        }
    }

    private static List<String> names(VmWorld world) {
        return world.client().node(NodeName.of("pve1")).qemu(Vmid.of(5000)).snapshots().list().snapshots().stream()
                .map(one -> one.name().value())
                .toList();
    }

    private static long count(VmWorld world, String type) {
        return world.snapshot().tasks().stream()
                .filter(task -> task.type().equals(type))
                .count();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void everyCall_diesAndIsTakenOver_nothingTwice(Place place) {
        int cases = 0;
        int victim = 1;
        while (lifeWith(victim, place)) {
            cases++;
            victim += place.stride;
        }
        assertThat(cases).as("crashes, " + place).isGreaterThan(2);
    }
}

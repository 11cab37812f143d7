package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import dev.vmlifecycle.proxmox.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the process at every write call of a whole life, at three places each, and lets another process go on: the world is always
 * the same in the end, and at no time an invariant is broken. Once more with a worker that does not die but stands still for so long that
 * another takes over, and then goes on as if nothing had happened.
 */
class CrashMatrixTest {
    /** Longer than the lease of the process that died. */
    private static final Duration TAKE_OVER = VmWorld.LEASE.plusSeconds(1);

    /** Where the process dies, relative to one write call. */
    enum Place {
        BEFORE_THE_CALL,
        ANSWER_LOST,
        ANSWER_NOT_RECORDED,
        /** At each write to our own store, whatever was done before it: DNS, host records, steps that change nothing. */
        BEFORE_A_RECORD,
        /** Not dead: the answer comes when another worker has taken over and gone on. */
        ANSWER_AFTER_THE_TAKEOVER
    }

    private static final List<String> LIFE = List.of("deploy", "change", "resync", "grace", "undo", "terminate");
    private static final Set<String> RECORDS = Set.of("commit", "saveCheckpoint");
    private static final Set<String> RENEWALS = Set.of("reinstall", "redeploy");
    private static final Duration GRACE = Duration.ofDays(1);

    /** Dies at the n-th write call; everything after it in that process dies too. */
    private static final class Killer {
        private final int victim;
        private final Place place;
        private int writes;
        private boolean dead;
        private boolean overtaken;
        private int writesAfterwards;
        private Runnable takeover = () -> {};

        private Killer(int victim, Place place) {
            this.victim = victim;
            this.place = place;
        }

        private Transport around(Transport wire) {
            return (request, timeout, cancel) -> {
                live();
                boolean hit = place != Place.BEFORE_A_RECORD && request.isWrite() && ++writes == victim;
                writesAfterwards += overtaken && request.isWrite() ? 1 : 0;
                if (hit && place == Place.BEFORE_THE_CALL) {
                    die();
                }
                var answer = wire.send(request, timeout, cancel);
                if (hit && place == Place.ANSWER_LOST) {
                    die();
                }
                if (hit && place == Place.ANSWER_AFTER_THE_TAKEOVER) {
                    overtaken = true;
                    takeover.run();
                } else {
                    dead |= hit;
                }
                return answer;
            };
        }

        private EngineStore counting(EngineStore store) {
            return StoreProxy.around(store, new StoreProxy.Hook() {
                @Override
                public void before(String method, Object[] args) {
                    boolean record = place == Place.BEFORE_A_RECORD && RECORDS.contains(method);
                    if (record && ++writes == victim) {
                        die();
                    }
                }
            });
        }

        private void die() {
            dead = true;
            live();
        }

        private void live() {
            if (dead) {
                throw new SimulatedCrash("at write " + victim + ", " + place);
            }
        }
    }

    private static boolean lifeWith(VmWorld world, int victim, Place place, List<String> phases) {
        Killer killer = new Killer(victim, place);
        LifeInvariants invariants = new LifeInvariants(world);
        VmLifecycle doomed = world.host(
                killer::around, store -> new MortalStore(killer.counting(invariants.watch(store)), killer::live));
        VmLifecycle heir = world.host(wire -> wire, invariants::watch);
        killer.takeover = () -> {
            world.clock.advance(TAKE_OVER);
            invariants.atAnyTime("while the first worker stands still");
            world.settle(heir);
        };
        for (String phase : phases) {
            String where = phase + " after a crash at write " + victim + " " + place;
            ask(heir, phase);
            try {
                world.settle(killer.dead || killer.overtaken ? heir : doomed);
            } catch (SimulatedCrash e) {
                invariants.atAnyTime(where);
                world.clock.advance(TAKE_OVER);
                world.settle(heir);
            }
            assertThat(heir.get(VmWorld.KEY).orElseThrow().state())
                    .as("%s: %s", where, heir.log(VmWorld.KEY))
                    .isEqualTo(expected(phase));
            verify(world, phase, victim, place);
            invariants.atRest(where, heir, RENEWALS.contains(phase) ? 2 : 1);
        }
        assertThat(killer.writesAfterwards)
                .as("writes of a worker that was overtaken")
                .isZero();
        if (phases.equals(LIFE)) {
            assertThat(invariants.distinctTypes())
                    .as("I10")
                    .containsExactly("package_changed", "terminated", "vm_ready");
        }
        return killer.dead || killer.overtaken;
    }

    private static String expected(String phase) {
        return switch (phase) {
            case "terminate" -> "remove";
            case "grace" -> "term_stopped";
            default -> "ready";
        };
    }

    private static void ask(VmLifecycle host, String phase) {
        switch (phase) {
            case "deploy" -> host.deploy(VmWorld.request("pve2", CloneMode.FULL));
            case "change" -> host.changePackage(VmWorld.KEY, VmWorld.larger());
            case "resync" -> host.resyncDns(VmWorld.KEY, Actor.of("admin", ""));
            case "grace" ->
                host.terminate(VmWorld.KEY, TerminateOptions.defaults().withGrace(GRACE));
            case "undo" -> host.cancelTermination(VmWorld.KEY, Actor.of("admin", ""));
            case "reinstall" -> host.reinstall(VmWorld.KEY, Actor.of("admin", "matrix"));
            case "redeploy" -> host.redeploy(VmWorld.KEY, Actor.of("admin", "matrix"));
            default -> host.terminate(VmWorld.KEY);
        }
    }

    private static void verify(VmWorld world, String phase, int victim, Place place) {
        String where = phase + " after a crash at write " + victim + " " + place;
        if (phase.equals("terminate")) {
            assertThat(world.snapshot().vms()).as(where).containsOnlyKeys(VmWorld.TEMPLATE, LifeInvariants.FOREIGN);
            assertThat(world.records()).as(where).isEmpty();
            return;
        }
        WorldSnapshot.VmView vm = ours(world);
        if (RENEWALS.contains(phase)) {
            verifyRenewed(world, vm, phase, where);
            return;
        }
        Map<String, String> config = vm.config();
        boolean changed = !phase.equals("deploy");
        assertThat(vm.node()).as(where).isEqualTo("pve2");
        assertThat(vm.running()).as(where).isEqualTo(!phase.equals("grace"));
        assertThat(vm.pending()).as(where).isEmpty();
        assertThat(world.clonesStarted()).as(where).isEqualTo(1);
        assertThat(config)
                .as(where)
                .containsEntry("memory", changed ? "1024" : "512")
                .doesNotContainKey("unused0");
        assertThat(config.get("scsi0")).as(where).contains(changed ? "size=4G" : "size=3G");
        assertThat(config.get("ipconfig0")).as(where).startsWith("ip=192.0.2.2/24");
        assertThat(world.snapshot().volumesOf(5000)).as(where).hasSize(3);
        assertThat(world.snapshot().firewall(5000).orElseThrow().ipsets().get("ipfilter-net0"))
                .as(where)
                .hasSize(changed ? 3 : 2);
        assertThat(world.records()).as(where).hasSize(changed ? 6 : 4);
    }

    private static WorldSnapshot.VmView ours(VmWorld world) {
        List<WorldSnapshot.VmView> vms = world.snapshot().vms().values().stream()
                .filter(vm -> vm.vmid() != VmWorld.TEMPLATE && vm.vmid() != LifeInvariants.FOREIGN)
                .toList();
        assertThat(vms).hasSize(1);
        return vms.get(0);
    }

    private static void verifyRenewed(VmWorld world, WorldSnapshot.VmView vm, String phase, String where) {
        boolean same = phase.equals("reinstall");
        assertThat(vm.vmid()).as(where).isEqualTo(same ? 5000 : 5001);
        assertThat(vm.node()).as(where).isEqualTo("pve2");
        assertThat(vm.running()).as(where).isTrue();
        assertThat(world.clonesStarted()).as(where).isEqualTo(2);
        assertThat(vm.config()).as(where).doesNotContainKey("unused0").containsEntry("memory", "512");
        assertThat(vm.config().get("ipconfig0")).as(where).startsWith(same ? "ip=192.0.2.2/24" : "ip=192.0.2.3/24");
        assertThat(world.snapshot().volumesOf(vm.vmid())).as(where).hasSize(3);
        assertThat(world.records()).as(where).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "reinstall, BEFORE_THE_CALL",
        "reinstall, ANSWER_LOST",
        "reinstall, ANSWER_NOT_RECORDED",
        "redeploy, BEFORE_THE_CALL",
        "redeploy, ANSWER_LOST",
        "redeploy, ANSWER_NOT_RECORDED"
    })
    void everyWriteCallOfARenewal_diesAndIsTakenOver(String renewal, Place place) {
        List<String> life = List.of("deploy", renewal);
        int first = writesOf(List.of("deploy"));
        int last = writesOf(life);
        assertThat(last).as("write calls of deploy and " + renewal).isGreaterThan(first + 10);
        for (int victim = first + 1; victim <= last; victim++) {
            assertThat(lifeWith(VmWorld.create(), victim, place, life)).isTrue();
        }
    }

    private static int writesOf(List<String> phases) {
        VmWorld world = VmWorld.create();
        Killer counter = new Killer(Integer.MAX_VALUE, Place.BEFORE_THE_CALL);
        VmLifecycle host = world.host(counter::around, store -> store);
        for (String phase : phases) {
            ask(host, phase);
            world.settle(host);
        }
        return counter.writes;
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void everyWriteCallOfALife_diesAndIsTakenOver(Place place) {
        int cases = 0;
        int victim = 1;
        while (lifeWith(VmWorld.create(), victim, place, LIFE)) {
            cases++;
            victim++;
        }
        System.out.printf(
                "crash matrix, %s: %d cases (each %s of %s)%n",
                place,
                cases,
                place == Place.BEFORE_A_RECORD ? "write to the store" : "write call",
                String.join(", ", LIFE));
        assertThat(cases).as("crashes at write calls, " + place).isGreaterThan(20);
    }

    @Test
    void aLifeWithoutCrash_recordsEachStepOnce() {
        VmWorld world = VmWorld.create();

        lifeWith(world, Integer.MAX_VALUE, Place.BEFORE_THE_CALL, List.of("deploy", "change", "terminate"));

        List<String> done = new ArrayList<>();
        for (Run run : world.host().log(VmWorld.KEY)) {
            run.lines().stream()
                    .filter(line ->
                            line.result().equals("success") || line.result().startsWith("skip"))
                    .forEach(line -> done.add(line.from() + " -> " + line.to()));
        }
        assertThat(done).hasSize(15 + 12 + 5).doesNotHaveDuplicates();
    }
}

package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.Run;
import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import dev.vmlifecycle.proxmox.transport.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills the process at every write call of a whole life, at three places each, and lets another process go on: the world is always
 * the same in the end.
 */
class CrashMatrixTest {
    /** Longer than the lease of the process that died. */
    private static final Duration TAKE_OVER = VmWorld.LEASE.plusSeconds(1);

    /** Where the process dies, relative to one write call. */
    enum Place {
        BEFORE_THE_CALL,
        ANSWER_LOST,
        ANSWER_NOT_RECORDED
    }

    /** Dies at the n-th write call; everything after it in that process dies too. */
    private static final class Killer {
        private final int victim;
        private final Place place;
        private int writes;
        private boolean dead;

        private Killer(int victim, Place place) {
            this.victim = victim;
            this.place = place;
        }

        private Transport around(Transport wire) {
            return (request, timeout, cancel) -> {
                live();
                boolean hit = request.isWrite() && ++writes == victim;
                if (hit && place == Place.BEFORE_THE_CALL) {
                    die();
                }
                var answer = wire.send(request, timeout, cancel);
                if (hit && place == Place.ANSWER_LOST) {
                    die();
                }
                dead = hit;
                return answer;
            };
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
        VmLifecycle doomed = world.host(killer::around, store -> new MortalStore(store, killer::live));
        VmLifecycle heir = world.host();
        for (String phase : phases) {
            ask(heir, phase);
            try {
                world.settle(killer.dead ? heir : doomed);
            } catch (SimulatedCrash e) {
                world.clock.advance(TAKE_OVER);
                world.settle(heir);
            }
            assertThat(heir.get(VmWorld.KEY).orElseThrow().state())
                    .as("%s after a crash at write %d %s: %s", phase, victim, place, heir.log(VmWorld.KEY))
                    .isEqualTo(phase.equals("terminate") ? "remove" : "ready");
            verify(world, phase, victim, place);
        }
        return killer.dead;
    }

    private static void ask(VmLifecycle host, String phase) {
        switch (phase) {
            case "deploy" -> host.deploy(VmWorld.request("pve2", CloneMode.FULL));
            case "change" -> host.changePackage(VmWorld.KEY, VmWorld.larger());
            case "reinstall" -> host.reinstall(VmWorld.KEY, Actor.of("admin", "matrix"));
            case "redeploy" -> host.redeploy(VmWorld.KEY, Actor.of("admin", "matrix"));
            default -> host.terminate(VmWorld.KEY);
        }
    }

    private static void verify(VmWorld world, String phase, int victim, Place place) {
        String where = phase + " after a crash at write " + victim + " " + place;
        if (phase.equals("terminate")) {
            assertThat(world.snapshot().vms()).as(where).containsOnlyKeys(VmWorld.TEMPLATE);
            assertThat(world.records()).as(where).isEmpty();
            return;
        }
        WorldSnapshot.VmView vm = world.only();
        if (phase.startsWith("re")) {
            verifyRenewed(world, vm, phase, where);
            return;
        }
        Map<String, String> config = vm.config();
        boolean changed = phase.equals("change");
        assertThat(vm.vmid()).as(where).isEqualTo(5000);
        assertThat(vm.node()).as(where).isEqualTo("pve2");
        assertThat(vm.running()).as(where).isTrue();
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
        List<String> life = List.of("deploy", "change", "terminate");
        int cases = 0;
        int victim = 1;
        while (lifeWith(VmWorld.create(), victim, place, life)) {
            cases++;
            victim++;
        }
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

package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import dev.vmlifecycle.proxmox.transport.Transport;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills the process at every write call of a redeploy and of a reinstallation; another one goes on, and the world is the same. */
class RenewalCrashTest {
    private static final Duration TAKE_OVER = VmWorld.LEASE.plusSeconds(1);
    private static final Actor ADMIN = Actor.of("admin", "matrix");

    /** Counts write calls and dies at one of them; a dead process does nothing more. */
    private static final class Killer {
        private final int victim;
        private final String place;
        private int writes;
        private boolean dead;

        private Killer(int victim, String place) {
            this.victim = victim;
            this.place = place;
        }

        private Transport around(Transport wire) {
            return (request, timeout, cancel) -> {
                live();
                boolean hit = request.isWrite() && ++writes == victim;
                dead |= hit && place.equals("BEFORE_THE_CALL");
                live();
                var answer = wire.send(request, timeout, cancel);
                dead |= hit;
                if (place.equals("ANSWER_LOST")) {
                    live();
                }
                return answer;
            };
        }

        private void live() {
            if (dead) {
                throw new SimulatedCrash("at write " + victim + ", " + place);
            }
        }
    }

    private static void ask(VmLifecycle host, String renewal) {
        if (renewal.equals("reinstall")) {
            host.reinstall(VmWorld.KEY, ADMIN);
        } else {
            host.redeploy(VmWorld.KEY, ADMIN);
        }
    }

    private static VmWorld readyWorld() {
        VmWorld world = VmWorld.create();
        VmLifecycle host = world.host();
        host.deploy(VmWorld.request("pve2", CloneMode.FULL));
        world.settle(host);
        return world;
    }

    private static int writesOf(String renewal) {
        VmWorld world = readyWorld();
        Killer counter = new Killer(Integer.MAX_VALUE, "NEVER");
        VmLifecycle host = world.host(counter::around, store -> store);
        ask(host, renewal);
        world.settle(host);
        return counter.writes;
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
    void everyWriteCall_diesAndIsTakenOver(String renewal, String place) {
        int writes = writesOf(renewal);
        assertThat(writes).isGreaterThan(10);
        for (int victim = 1; victim <= writes; victim++) {
            VmWorld world = readyWorld();
            Killer killer = new Killer(victim, place);
            VmLifecycle doomed = world.host(killer::around, store -> new MortalStore(store, killer::live));
            VmLifecycle heir = world.host();
            ask(heir, renewal);
            try {
                world.settle(doomed);
            } catch (SimulatedCrash e) {
                world.clock.advance(TAKE_OVER);
                world.settle(heir);
            }

            String where = renewal + " after a crash at write " + victim + " " + place;
            assertThat(killer.dead).as(where).isTrue();
            assertThat(heir.get(VmWorld.KEY).orElseThrow().state())
                    .as("%s: %s", where, heir.log(VmWorld.KEY))
                    .isEqualTo("ready");
            verify(world, renewal.equals("reinstall"), where);
        }
    }

    private static void verify(VmWorld world, boolean same, String where) {
        WorldSnapshot.VmView vm = world.only();
        assertThat(vm.vmid()).as(where).isEqualTo(same ? 5000 : 5001);
        assertThat(vm.node()).as(where).isEqualTo("pve2");
        assertThat(vm.running()).as(where).isTrue();
        assertThat(world.clonesStarted()).as(where).isEqualTo(2);
        assertThat(vm.config()).as(where).doesNotContainKey("unused0").containsEntry("memory", "512");
        assertThat(vm.config().get("ipconfig0")).as(where).startsWith(same ? "ip=192.0.2.2/24" : "ip=192.0.2.3/24");
        assertThat(world.snapshot().volumesOf(vm.vmid())).as(where).hasSize(3);
        assertThat(world.records()).as(where).hasSize(4);
    }
}

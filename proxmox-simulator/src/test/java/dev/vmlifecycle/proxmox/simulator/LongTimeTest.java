package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Time that passes costs what happens in it, not how long it is. */
class LongTimeTest {

    private static final Duration YEAR = Duration.of(365, ChronoUnit.DAYS);

    private final Api api = Api.on(Api.cluster()
            .duration("qmclone", TaskDuration.fixed(YEAR.multipliedBy(2)))
            .duration("vzdump", TaskDuration.fixed(YEAR.multipliedBy(2))));

    @Test
    void year_withTasksUnderWay_takesAFewRounds() {
        String clone = api.call("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7101")
                .data()
                .asText();
        api.call("POST", "/nodes/pve1/vzdump", "vmid", "9100", "storage", "local");
        api.call("POST", "/nodes/pve1/vzdump", "vmid", "9000", "storage", "local");
        api.call("POST", "/nodes/pve1/qemu/9000/status/stop");
        long before = rounds();

        api.pass(YEAR);

        assertThat(rounds() - before).isLessThan(20);
        assertThat(api.simulator.world().runningTasks()).hasSize(3);
        assertThat(api.vm(7101).lock()).contains("clone");

        api.pass(YEAR.plusDays(1));
        assertThat(api.await(clone)).isEqualTo("OK");
        assertThat(rounds() - before).isLessThan(40);
    }

    @Test
    void year_withAGuestAndItsShutdown_takesAFewRounds() {
        Api quick = Api.on(Api.cluster()).withRunningVm(7101);
        quick.simulator.operator().guest(7101, GuestBehaviour.poweringOffAfter(YEAR));
        String shutdown = quick.call("POST", "/nodes/pve1/qemu/7101/status/shutdown", "timeout", "99999999")
                .data()
                .asText();
        long before = quick.simulator.touch(world -> world.rounds);

        quick.pass(YEAR.plusDays(1));

        assertThat(quick.await(shutdown)).isEqualTo("OK");
        assertThat(quick.vm(7101).running()).isFalse();
        assertThat(quick.simulator.touch(world -> world.rounds) - before).isLessThan(20);
        assertThat(status(quick)).isEqualTo("stopped");
    }

    @Test
    void listing_tellsOfATasksChange_tenSecondsLaterAtMost() {
        Api quick = Api.on(Api.cluster()).withVm(7101);
        quick.pass(Duration.ofSeconds(20));
        quick.task("POST", "/nodes/pve1/qemu/7101/status/start");

        quick.pass(Duration.ofSeconds(10));

        assertThat(status(quick)).isEqualTo("running");
    }

    private static String status(Api api) {
        for (var row : api.call("GET", "/cluster/resources", "type", "vm").data()) {
            if (row.path("vmid").asInt() == 7101) {
                return row.path("status").asText();
            }
        }
        return "absent";
    }

    private long rounds() {
        return api.simulator.touch(world -> world.rounds);
    }
}

package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PowerTest {

    private static final String VM = "/nodes/pve1/qemu/7101";
    private static final String LOCK_TIMEOUT = "can't lock file '/var/lock/qemu-server/lock-7101.conf' - got timeout";

    private final Api api = Api.on(Api.cluster()).withVm(7101);

    @Test
    void start_takesItsTime_thenRuns() {
        String upid = api.call("POST", VM + "/status/start").data().asText();
        api.pass(Duration.ofMillis(500));
        assertThat(api.vm(7101).running()).isFalse();

        assertThat(api.await(upid)).isEqualTo("OK");
        assertThat(api.vm(7101).running()).isTrue();
        assertThat(start()).isEqualTo("VM 7101 already running");
    }

    @Test
    void start_withMissingBridge_hidesTheCauseInTheLog() {
        api.simulator.operator().set(7101, "net0", "virtio=BC:24:11:00:00:01,bridge=vmbr77");

        String upid = api.call("POST", VM + "/status/start").data().asText();

        assertThat(api.await(upid)).isEqualTo("start failed: QEMU exited with code 1");
        assertThat(api.call("GET", "/nodes/pve1/tasks/" + upid + "/log").data().toString())
                .contains("bridge 'vmbr77' does not exist");
        assertThat(api.vm(7101).running()).isFalse();
    }

    @Test
    void start_ofTemplateOrTooManyCpusOrNothing_failsInTheTask() {
        assertThat(api.task("POST", "/nodes/pve1/qemu/9000/status/start"))
                .isEqualTo("you can't start a vm if it's a template");
        assertThat(api.task("POST", "/nodes/pve1/qemu/4242/status/start"))
                .isEqualTo("Configuration file 'nodes/pve1/qemu-server/4242.conf' does not exist");
        api.simulator.operator().set(7101, "cores", "17");
        assertThat(start()).isEqualTo("MAX 16 vcpus allowed per VM on this node");
    }

    @Test
    void shutdown_guestReacts_endsWhenItIsOff() {
        api.simulator.operator().powerOn(7101);

        assertThat(api.task("POST", VM + "/status/shutdown", "timeout", "60")).isEqualTo("OK");
        assertThat(api.vm(7101).running()).isFalse();
    }

    @Test
    void shutdown_guestIgnoresIt_timesOut_orIsForced() {
        mute();

        assertThat(api.task("POST", VM + "/status/shutdown", "timeout", "3"))
                .isEqualTo("VM quit/powerdown failed - got timeout");
        assertThat(api.vm(7101).running()).isTrue();

        assertThat(api.task("POST", VM + "/status/shutdown", "timeout", "3", "forceStop", "1"))
                .isEqualTo("OK");
        assertThat(api.vm(7101).running()).isFalse();
    }

    @Test
    void shutdown_slowGuest_goesOffAfterTheTaskGaveUp() {
        api.simulator.operator().guest(7101, GuestBehaviour.poweringOffAfter(Duration.ofSeconds(12)));
        api.simulator.operator().powerOn(7101);

        assertThat(api.task("POST", VM + "/status/shutdown", "timeout", "3")).endsWith("got timeout");
        api.pass(Duration.ofSeconds(8));
        assertThat(api.vm(7101).running()).isTrue();
        api.pass(Duration.ofSeconds(2));
        assertThat(api.vm(7101).running()).isFalse();
    }

    @Test
    void shutdown_waiting_holdsTheLock_untilStopOverrulesIt() {
        mute();
        String shutdown = api.call("POST", VM + "/status/shutdown", "timeout", "60")
                .data()
                .asText();
        api.pass(Duration.ofSeconds(1));

        Api.Answer write = api.call("PUT", VM + "/config", "name", "x");
        assertThat(write.summary()).isEqualTo("500 " + LOCK_TIMEOUT);
        assertThat(write.response().took()).isEqualTo(Duration.ofSeconds(10));
        assertThat(api.task("POST", VM + "/status/stop")).isEqualTo(LOCK_TIMEOUT);

        assertThat(api.task("POST", VM + "/status/stop", "overrule-shutdown", "1"))
                .isEqualTo("OK");
        assertThat(api.await(shutdown)).isEqualTo("received interrupt");
        assertThat(api.vm(7101).running()).isFalse();
    }

    @Test
    void stop_ofLockedVm_worksOnlyWhenItIsOffAnyway() {
        api.simulator.operator().lock(7101, "backup");
        assertThat(api.task("POST", VM + "/status/stop")).isEqualTo("OK");

        api.simulator.operator().powerOn(7101);
        assertThat(api.task("POST", VM + "/status/stop")).isEqualTo("VM is locked (backup)");
    }

    @Test
    void rebootAppliesPendingValues_suspendPauses_resumeGoesOn() {
        api.simulator.operator().powerOn(7101);
        api.call("PUT", VM + "/config", "cores", "1");

        assertThat(api.task("POST", VM + "/status/reboot")).isEqualTo("OK");
        assertThat(api.vm(7101).config()).containsEntry("cores", "1");

        api.task("POST", VM + "/status/suspend");
        assertThat(api.call("GET", VM + "/status/current")
                        .data()
                        .path("qmpstatus")
                        .asText())
                .isEqualTo("paused");
        assertThat(api.call("POST", VM + "/status/shutdown").summary()).isEqualTo("500 VM is paused - cannot shutdown");
        api.task("POST", VM + "/status/resume");
        assertThat(api.vm(7101).paused()).isFalse();
    }

    @Test
    void start_diskIsGone_fails() {
        api.simulator.touch(world -> {
            world.volumes.ofVm(7101).stream()
                    .filter(volume -> volume.name.contains("disk"))
                    .forEach(world.volumes::remove);
            return true;
        });

        assertThat(start())
                .isEqualTo("volume 'local:9000/base-9000-disk-0.qcow2/7101/vm-7101-disk-0.qcow2' does not exist");
        assertThat(api.vm(7101).running()).isFalse();
    }

    private String start() {
        return api.task("POST", VM + "/status/start");
    }

    private void mute() {
        api.simulator.operator().guest(7101, GuestBehaviour.ignoringAcpi());
        api.simulator.operator().powerOn(7101);
    }
}

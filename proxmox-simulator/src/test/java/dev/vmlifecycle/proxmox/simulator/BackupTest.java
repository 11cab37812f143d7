package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackupTest {

    private final Api api = Api.on(Api.cluster()).withVm(7101);

    @Test
    void stop_ofADeafGuest_stillWaitsAfterFourMinutes_andFailsAfterTen() {
        api.simulator.operator().guest(7101, GuestBehaviour.ignoringAcpi());
        api.simulator.operator().powerOn(7101);
        String upid = backup("mode", "stop");

        api.pass(Duration.ofSeconds(226));
        assertThat(api.simulator.world().runningTasks()).hasSize(1);
        assertThat(api.vm(7101).lock()).contains("backup");

        assertThat(awaitLong(upid)).isEqualTo("job errors");
        assertThat(api.vm(7101).running()).isTrue();
        assertThat(api.vm(7101).lock()).isEmpty();
        assertThat(archives()).isZero();
    }

    @Test
    void stop_waitsAsLongAsItIsTold() {
        api.simulator.operator().guest(7101, GuestBehaviour.ignoringAcpi());
        api.simulator.operator().powerOn(7101);
        String upid = backup("mode", "stop", "stopwait", "1");

        api.pass(Duration.ofSeconds(59));
        assertThat(api.simulator.world().runningTasks()).hasSize(1);

        assertThat(api.await(upid)).isEqualTo("job errors");
    }

    @Test
    void stop_ofAGuestThatListens_shutsItDownFirst_andItRunsAgainAfterwards() {
        api.simulator.operator().guest(7101, GuestBehaviour.poweringOffAfter(Duration.ofSeconds(30)));
        api.simulator.operator().powerOn(7101);
        api.pass(Duration.ofMinutes(5));

        String upid = backup("mode", "stop");

        assertThat(api.await(upid)).isEqualTo("OK");
        assertThat(api.vm(7101).running()).isTrue();
        assertThat(api.call("GET", "/nodes/pve1/qemu/7101/status/current")
                        .data()
                        .path("uptime")
                        .asLong())
                .isLessThan(30);
        assertThat(archives()).isEqualTo(1);
    }

    @Test
    void snapshotMode_leavesTheGuestAlone() {
        api.simulator.operator().powerOn(7101);
        api.pass(Duration.ofMinutes(5));

        assertThat(api.await(backup("mode", "snapshot"))).isEqualTo("OK");

        assertThat(api.call("GET", "/nodes/pve1/qemu/7101/status/current")
                        .data()
                        .path("uptime")
                        .asLong())
                .isGreaterThanOrEqualTo(300);
    }

    @Test
    void storage_full_failsTheBackup() {
        api.simulator.operator().storageFull("local", true);

        assertThat(api.await(backup())).isEqualTo("job errors");

        assertThat(archives()).isZero();
        assertThat(api.vm(7101).lock()).isEmpty();
    }

    private String backup(String... more) {
        java.util.Map<String, String> params = new java.util.LinkedHashMap<>();
        params.put("vmid", "7101");
        params.put("storage", "local");
        for (int i = 0; i < more.length; i += 2) {
            params.put(more[i], more[i + 1]);
        }
        return api.call("POST", "/nodes/pve1/vzdump", params).data().asText();
    }

    private String awaitLong(String upid) {
        api.pass(Duration.ofMinutes(7));
        return api.await(upid);
    }

    private long archives() {
        return api.simulator.world().volumes().stream()
                .filter(volume -> volume.content().equals("backup"))
                .count();
    }
}

package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DestroyTest {

    private static final String VM = "/nodes/pve1/qemu/7101";

    private final Api api = Api.on(Api.cluster()).withVm(7101);

    @Test
    void destroy_freesVolumesAndFirewall_backupsStay() {
        api.call("PUT", VM + "/firewall/options", "enable", "1");
        api.simulator.operator().addBackup("local", "pve1", 7101, Instant.parse("2026-11-23T12:00:00Z"), true);

        assertThat(api.task("DELETE", VM, "purge", "1")).isEqualTo("OK");

        assertThat(api.simulator.world().vm(7101)).isEmpty();
        assertThat(api.simulator.world().firewall(7101)).isEmpty();
        assertThat(api.simulator.world().volumesOf(7101))
                .extracting(WorldSnapshot.VolumeView::content)
                .containsExactly("backup");
    }

    @Test
    void destroy_passesThroughAConfigurationWithoutIdentity() {
        api.call("DELETE", VM);

        api.pass(Duration.ofMillis(400));

        assertThat(api.vm(7101).config()).containsOnlyKeys("lock").containsEntry("lock", "destroyed");
        assertThat(api.simulator.world().volumesOf(7101)).isEmpty();
    }

    @Test
    void destroy_runningOrProtected_isRefusedAtOnce_lockedInTheTask() {
        api.simulator.operator().powerOn(7101);
        assertThat(api.call("DELETE", VM).summary()).isEqualTo("500 VM 7101 is running - destroy failed");

        api.simulator.operator().powerOff(7101);
        api.simulator.operator().set(7101, "protection", "1");
        assertThat(api.call("DELETE", VM).summary()).isEqualTo("500 can't remove VM 7101 - protection mode enabled");

        api.simulator.operator().unset(7101, "protection");
        api.simulator.operator().lock(7101, "clone");
        assertThat(api.task("DELETE", VM)).isEqualTo("VM is locked (clone)");
    }

    @Test
    void orphans_areFreedOnlyWhenAsked() {
        api.call("PUT", VM + "/config", "scsi1", "local:1");
        api.simulator.operator().unset(7101, "scsi1");
        api.task("DELETE", VM);
        assertThat(api.simulator.world().volumesOf(7101)).hasSize(1);

        api.withVm(7101);
        api.task("DELETE", VM, "destroy-unreferenced-disks", "1");
        assertThat(api.simulator.world().volumesOf(7101)).isEmpty();
    }

    @Test
    void backup_protected_survivesItsDeletion_othersGo() {
        String kept =
                api.simulator.operator().addBackup("local", "pve1", 7101, Instant.parse("2026-11-23T12:00:00Z"), true);
        String gone =
                api.simulator.operator().addBackup("local", "pve1", 7101, Instant.parse("2026-11-23T13:00:00Z"), false);

        assertThat(api.task("DELETE", "/nodes/pve1/storage/local/content/" + kept))
                .startsWith("cannot remove protected volume");
        assertThat(api.task("DELETE", "/nodes/pve1/storage/local/content/" + gone))
                .isEqualTo("OK");
        assertThat(api.task("DELETE", "/nodes/pve1/storage/local/content/" + gone))
                .isEqualTo("OK");
        assertThat(api.call("GET", "/nodes/pve1/storage/local/content", "content", "backup", "vmid", "7101")
                        .data())
                .hasSize(1);
    }

    @Test
    void backup_underWay_locksTheVm_andAbortFreesIt() {
        String upid = api.call("POST", "/nodes/pve1/vzdump", "vmid", "7101", "storage", "local")
                .data()
                .asText();
        api.pass(Duration.ofMillis(200));
        assertThat(api.vm(7101).lock()).contains("backup");

        api.call("DELETE", "/nodes/pve1/tasks/" + upid);
        assertThat(api.vm(7101).lock()).isEmpty();

        assertThat(api.task("POST", "/nodes/pve1/vzdump", "vmid", "7101", "storage", "local"))
                .isEqualTo("OK");
        assertThat(api.simulator.world().volumesOf(7101))
                .anyMatch(volume -> volume.content().equals("backup"));
    }
}

package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the kinds of storages hold, and how they name it. */
class StorageKindsTest {

    private static final String VM = "/nodes/pve1/qemu/7101";

    private static Api on(StorageSpec images) {
        return Api.on(PveSimulator.builder()
                        .storages(images, StorageSpec.dir("local"), StorageSpec.pbs("vault"))
                        .templates(TemplateSpec.of(9000, "pve1", images)))
                .withVm(7101);
    }

    @Test
    void zfs_linkedCloneNamesItsBase_andTakesSnapshots() {
        Api api = on(StorageSpec.zfs("tank"));

        assertThat(api.vm(7101).config().get("scsi0")).startsWith("tank:base-9000-disk-0/vm-7101-disk-0,");
        assertThat(api.task("POST", VM + "/snapshot", "snapname", "s1")).isEqualTo("OK");
        assertThat(api.call("GET", "/nodes/pve1/storage/tank/status")
                        .data()
                        .path("type")
                        .asText())
                .isEqualTo("zfspool");
    }

    @Test
    void zfs_full_isSaidInItsOwnWords() {
        Api api = on(StorageSpec.zfs("tank"));
        api.simulator.operator().storageFull("tank", true);

        assertThat(api.call("PUT", VM + "/config", "scsi1", "tank:1").summary())
                .isEqualTo("500 zfs error: cannot create 'tank': out of space");
    }

    @Test
    void lvmthin_linkedCloneHasANameOfItsOwn() {
        Api api = on(StorageSpec.lvmthin("thin"));

        assertThat(api.vm(7101).config().get("scsi0")).startsWith("thin:vm-7101-disk-0,");
        assertThat(api.task("POST", VM + "/snapshot", "snapname", "s1")).isEqualTo("OK");
    }

    @Test
    void directory_rawDisk_takesNoSnapshot() {
        Api api = on(StorageSpec.dir("files"));
        api.call("PUT", VM + "/config", "scsi1", "files:1");

        assertThat(api.task("POST", VM + "/snapshot", "snapname", "s1")).isEqualTo("snapshot feature is not available");
    }

    @Test
    void nfs_isSeenFromAllNodes() {
        Api api = on(StorageSpec.nfs("shared"));

        assertThat(api.task("POST", VM + "/migrate", "target", "pve2")).isEqualTo("OK");
        assertThat(api.call("GET", "/nodes/pve2/storage/shared/content", "vmid", "7101")
                        .data())
                .hasSizeGreaterThan(0);
    }

    @Test
    void pbs_holdsBackupsUnderNamesOfItsOwn_andRestoresThem() {
        Api api = on(StorageSpec.dir("files"));

        assertThat(api.task("POST", "/nodes/pve1/vzdump", "vmid", "7101", "storage", "vault"))
                .isEqualTo("OK");
        String volid = api.call("GET", "/nodes/pve2/storage/vault/content")
                .data()
                .path(0)
                .path("volid")
                .asText();
        assertThat(volid).matches("vault:backup/vm/7101/2026-11-23T15:\\d\\d:\\d\\dZ");
        assertThat(api.task("POST", "/nodes/pve1/qemu", "vmid", "7102", "archive", volid, "storage", "files"))
                .isEqualTo("OK");
        assertThat(api.vm(7102).config()).containsEntry("name", "vm7101");
        assertThat(api.task("DELETE", "/nodes/pve1/storage/vault/content/" + volid))
                .isEqualTo("OK");
        assertThat(api.call("GET", "/nodes/pve1/storage/vault/content").data()).isEmpty();
    }

    @Test
    void pbs_takesNoImages() {
        Api api = on(StorageSpec.dir("files"));

        assertThat(api.call("PUT", VM + "/config", "scsi1", "vault:1").error("storage"))
                .isEqualTo("storage 'vault' does not support vm images");
        assertThat(api.call("POST", VM + "/clone", "newid", "7102", "full", "1", "storage", "vault")
                        .error("storage"))
                .isEqualTo("storage 'vault' does not support vm images");
        assertThat(api.call("POST", VM + "/move_disk", "disk", "scsi0", "storage", "vault")
                        .error("storage"))
                .isEqualTo("storage 'vault' does not support vm images");
    }

    @Test
    void capacity_isShownAndUsedUp() {
        Api api = on(StorageSpec.dir("files").sized("10G"));
        api.pass(Duration.ofSeconds(20));

        var row = api.call("GET", "/nodes/pve1/storage/files/status").data();

        assertThat(row.path("total").asLong()).isEqualTo(10L << 30);
        assertThat(row.path("used").asLong() + row.path("avail").asLong()).isEqualTo(10L << 30);
    }
}

package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final String VM = "/nodes/pve1/qemu/7101";

    private Api api = Api.on(Api.cluster()).withVm(7101);

    @Test
    void rollback_keepsADiskAddedSince_asUnused() {
        take("one");
        api.call("PUT", VM + "/config", "scsi1", "local:1,format=qcow2");

        assertThat(rollback("one")).isEqualTo("OK");

        assertThat(api.vm(7101).config())
                .doesNotContainKey("scsi1")
                .containsEntry("unused0", "local:7101/vm-7101-disk-1.qcow2");
        assertThat(Invariants.violations(api.simulator.world())).isEmpty();
    }

    @Test
    void rollback_toASnapshotWithTheDisk_plugsItAgain() {
        take("one");
        api.call("PUT", VM + "/config", "scsi1", "local:1,format=qcow2");
        take("two");

        assertThat(rollback("one")).isEqualTo("OK");
        assertThat(rollback("two")).isEqualTo("OK");

        assertThat(api.vm(7101).config()).containsKey("scsi1").doesNotContainKey("unused0");
    }

    @Test
    void unusedDisk_aSnapshotNeeds_isNotFreed() {
        api.call("PUT", VM + "/config", "scsi1", "local:1,format=qcow2");
        take("one");
        api.call("PUT", VM + "/config", "delete", "scsi1");
        assertThat(api.vm(7101).config()).containsKey("unused0");

        assertThat(api.call("PUT", VM + "/config", "delete", "unused0").summary())
                .isEqualTo(
                        "500 unable to delete 'local:7101/vm-7101-disk-1.qcow2' - volume is still in use (snapshot?)");

        assertThat(rollback("one")).isEqualTo("OK");
        assertThat(api.vm(7101).config()).containsEntry("scsi1", "local:7101/vm-7101-disk-1.qcow2,size=1G");
        assertThat(Invariants.violations(api.simulator.world())).isEmpty();
    }

    @Test
    void zfs_goesBackToTheLatestSnapshotOnly() {
        StorageSpec tank = StorageSpec.zfs("tank");
        api = Api.on(PveSimulator.builder().storages(tank).templates(TemplateSpec.of(9000, "pve1", tank)))
                .withVm(7101);
        take("one");
        take("two");

        assertThat(rollback("one")).startsWith("can't rollback, 'one' is not most recent snapshot on ");
        assertThat(api.vm(7101).lock()).isEmpty();
        assertThat(rollback("two")).isEqualTo("OK");
    }

    private void take(String name) {
        assertThat(api.task("POST", VM + "/snapshot", "snapname", name)).isEqualTo("OK");
    }

    private String rollback(String name) {
        return api.task("POST", VM + "/snapshot/" + name + "/rollback");
    }
}

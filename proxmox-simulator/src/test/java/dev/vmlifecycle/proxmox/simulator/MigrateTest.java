package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MigrateTest {

    private final Api api = Api.on(Api.cluster());

    @Test
    void offline_withMapping_renamesLocalVolumesAndMovesTheVm() {
        full(7102, "local");

        assertThat(api.task("POST", "/nodes/pve1/qemu/7102/migrate", "target", "pve2", "targetstorage", "local:second"))
                .isEqualTo("OK");

        var vm = api.vm(7102);
        assertThat(vm.node()).isEqualTo("pve2");
        assertThat(vm.lock()).isEmpty();
        assertThat(vm.config().get("scsi0")).isEqualTo("second:7102/vm-7102-disk-0.qcow2,size=1G");
        assertThat(vm.config().get("ide2")).startsWith("second:7102/vm-7102-cloudinit.qcow2");
        assertThat(api.simulator.world().volumesOf(7102))
                .allMatch(volume -> volume.node().orElseThrow().equals("pve2"));
        assertThat(api.call("GET", "/nodes/pve1/qemu/7102/config").summary())
                .isEqualTo("500 Configuration file 'nodes/pve1/qemu-server/7102.conf' does not exist");
    }

    @Test
    void config_movesBeforeTheTaskEnds_lockedAllTheWhile() {
        full(7102, "local");
        String upid = api.call("POST", "/nodes/pve1/qemu/7102/migrate", "target", "pve2")
                .data()
                .asText();

        api.pass(Duration.ofMillis(300));
        assertThat(api.vm(7102).lock()).as("the other node has not answered").isEmpty();

        api.pass(Duration.ofMillis(200));
        assertThat(api.vm(7102).lock()).contains("migrate");
        assertThat(api.vm(7102).node()).isEqualTo("pve1");

        api.pass(Duration.ofMillis(1850));
        assertThat(api.vm(7102).node()).isEqualTo("pve2");
        assertThat(api.vm(7102).lock()).contains("migrate");

        assertThat(api.await(upid)).isEqualTo("OK");
    }

    @Test
    void linkedClone_onLocalStorage_cannotMove_andOnlyTheLogSaysWhy() {
        api.withVm(7101);
        String upid = api.call("POST", "/nodes/pve1/qemu/7101/migrate", "target", "pve2")
                .data()
                .asText();

        assertThat(api.await(upid)).isEqualTo("migration aborted");
        assertThat(api.call("GET", "/nodes/pve1/tasks/" + upid + "/log").data().toString())
                .contains("as it's a clone of");
        assertThat(api.vm(7101).lock()).isEmpty();
    }

    @Test
    void sharedVolumes_stayWhereTheyAre_whateverTheMapping() {
        api.task("POST", "/nodes/pve1/qemu/9100/clone", "newid", "7103");

        assertThat(api.task("POST", "/nodes/pve1/qemu/7103/migrate", "target", "pve2", "targetstorage", "local"))
                .isEqualTo("OK");

        assertThat(api.vm(7103).config().get("scsi0")).startsWith("shared1:9100/base-9100-disk-0.qcow2/7103/");
    }

    @Test
    void target_full_abortsTheMigration_andTheVmStaysAsItWas() {
        full(7102, "local");
        var before = api.vm(7102);
        api.simulator.operator().storageFull("second", true);

        String upid = api.call("POST", "/nodes/pve1/qemu/7102/migrate", "target", "pve2", "targetstorage", "second")
                .data()
                .asText();

        assertThat(api.await(upid)).isEqualTo("migration aborted");
        assertThat(api.vm(7102)).isEqualTo(before);
        assertThat(Invariants.violations(api.simulator.world())).isEmpty();
        assertThat(api.call("GET", "/nodes/pve1/tasks/" + upid + "/log").data().toString())
                .contains("No space left on device");
    }

    @Test
    void target_down_takesNoVm() {
        full(7102, "local");
        var before = api.vm(7102);
        api.simulator.operator().nodeDown("pve2");

        String upid = api.call("POST", "/nodes/pve1/qemu/7102/migrate", "target", "pve2")
                .data()
                .asText();

        assertThat(api.await(upid)).isEqualTo("migration aborted");
        assertThat(api.vm(7102)).isEqualTo(before);
        assertThat(api.call("GET", "/nodes/pve1/tasks/" + upid + "/log").data().toString())
                .contains("Can't connect to destination address using public key");
    }

    @Test
    void target_goingDownDuringTheCopy_leavesTheVmWhereItWas() {
        full(7102, "local");
        var before = api.vm(7102);
        String upid = api.call("POST", "/nodes/pve1/qemu/7102/migrate", "target", "pve2")
                .data()
                .asText();
        api.pass(Duration.ofSeconds(1));
        api.simulator.operator().nodeDown("pve2");

        assertThat(api.await(upid)).isEqualTo("migration aborted");
        assertThat(api.vm(7102)).isEqualTo(before);
    }

    @Test
    void write_atAnyMomentOfAMigration_waitsForItsEnd() {
        full(7102, "local");
        String upid = api.call("POST", "/nodes/pve1/qemu/7102/migrate", "target", "pve2")
                .data()
                .asText();
        api.pass(Duration.ofMillis(100));

        assertThat(api.call("PUT", "/nodes/pve1/qemu/7102/config", "cores", "1")
                        .response()
                        .took())
                .isGreaterThan(Duration.ofSeconds(2));
        assertThat(api.await(upid)).isEqualTo("OK");
    }

    @Test
    void secondDisk_withoutRoom_takesTheFirstCopyAwayAgain() {
        StorageSpec group = new StorageSpec("group", "lvm", false, Set.of(), List.of("images"), "3G", List.of("raw"));
        Api other = Api.on(Api.cluster().storages(group));
        assertThat(other.task("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7102", "full", "1"))
                .isEqualTo("OK");
        assertThat(other.call("PUT", "/nodes/pve1/qemu/7102/config", "scsi1", "local:3")
                        .summary())
                .isEqualTo("200 OK");

        assertThat(other.task("POST", "/nodes/pve1/qemu/7102/migrate", "target", "pve2", "targetstorage", "group"))
                .isEqualTo("migration aborted");

        assertThat(other.vm(7102).node()).isEqualTo("pve1");
        assertThat(other.simulator.world().volumesOf(7102))
                .hasSize(3)
                .allMatch(volume -> volume.node().orElseThrow().equals("pve1"));
    }

    @Test
    void snapshots_followTheirVolumes() {
        full(7102, "local");
        assertThat(api.task("POST", "/nodes/pve1/qemu/7102/snapshot", "snapname", "one"))
                .isEqualTo("OK");

        assertThat(api.task("POST", "/nodes/pve1/qemu/7102/migrate", "target", "pve2", "targetstorage", "second"))
                .isEqualTo("OK");
        assertThat(api.task("POST", "/nodes/pve2/qemu/7102/snapshot/one/rollback"))
                .isEqualTo("OK");

        assertThat(api.vm(7102).config().get("scsi0")).isEqualTo("second:7102/vm-7102-disk-0.qcow2,size=1G");
        assertThat(Invariants.violations(api.simulator.world())).isEmpty();
    }

    @Test
    void live_withLocalDisks_needsTheirFlag() {
        full(7102, "local");
        api.simulator.operator().powerOn(7102);
        String migrate = "/nodes/pve1/qemu/7102/migrate";

        String upid = api.call("POST", migrate, "target", "pve2", "online", "1")
                .data()
                .asText();
        assertThat(api.await(upid)).isEqualTo("migration aborted");
        assertThat(api.call("GET", "/nodes/pve1/tasks/" + upid + "/log").data().toString())
                .contains("can't live migrate attached local disks without with-local-disks option");
        assertThat(api.vm(7102).lock()).isEmpty();

        assertThat(api.task("POST", migrate, "target", "pve2", "online", "1", "with-local-disks", "1"))
                .isEqualTo("OK");
        assertThat(api.vm(7102).node()).isEqualTo("pve2");
    }

    @Test
    void refusals_atOnce() {
        api.withRunningVm(7101);

        assertThat(api.call("POST", "/nodes/pve1/qemu/7101/migrate", "target", "pve1")
                        .error("target"))
                .isEqualTo("target is local node.");
        assertThat(api.call("POST", "/nodes/pve1/qemu/7101/migrate", "target", "pve2")
                        .summary())
                .isEqualTo("500 can't migrate running VM without --online");
    }

    private void full(int vmid, String storage) {
        assertThat(api.task("POST", "/nodes/pve1/qemu/9000/clone", "newid", "" + vmid, "full", "1", "storage", storage))
                .isEqualTo("OK");
    }
}

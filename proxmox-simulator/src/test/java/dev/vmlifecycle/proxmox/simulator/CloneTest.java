package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CloneTest {

    private final Api api = Api.on(Api.cluster());

    @Test
    void clone_appearsLockedAndTemporary_thenWithItsTokenStillLocked_thenUnlocked() {
        String upid = clone("7101");
        assertThat(api.simulator.world().vm(7101)).isEmpty();

        api.pass(Duration.ofMillis(110));
        assertThat(api.vm(7101).config()).containsOnlyKeys("lock", "description");
        assertThat(api.vm(7101).config()).containsEntry("description", " qmclone temporary file");

        api.pass(Duration.ofMillis(360));
        assertThat(api.vm(7101).config()).containsEntry("description", "token").containsEntry("lock", "clone");

        assertThat(api.await(upid)).isEqualTo("OK");
        assertThat(api.vm(7101).lock()).isEmpty();
    }

    @Test
    void clone_ofTemplate_getsItsOwnIdentityAndALinkedDisk() {
        api.withVm(7101);

        var vm = api.vm(7101);
        var template = api.vm(9000);
        assertThat(vm.config().get("scsi0"))
                .isEqualTo("local:9000/base-9000-disk-0.qcow2/7101/vm-7101-disk-0.qcow2,size=1G");
        assertThat(vm.config().get("ide2")).isEqualTo("local:7101/vm-7101-cloudinit.qcow2,media=cdrom,size=4M");
        assertThat(vm.config()).doesNotContainKey("template").containsEntry("name", "vm7101");
        for (String key : new String[] {"net0", "smbios1", "vmgenid"}) {
            assertThat(vm.config().get(key)).isNotEqualTo(template.config().get(key));
        }
    }

    @Test
    void clone_ofASnapshot_isTheGuestAsItWas() {
        api.withVm(7101);
        api.task("POST", "/nodes/pve1/qemu/7101/snapshot", "snapname", "before");
        api.call("PUT", "/nodes/pve1/qemu/7101/config", "cores", "7");
        api.task("PUT", "/nodes/pve1/qemu/7101/resize", "disk", "scsi0", "size", "5G");
        String clone = "/nodes/pve1/qemu/7101/clone";

        assertThat(api.task("POST", clone, "newid", "7102", "full", "1", "snapname", "before"))
                .isEqualTo("OK");
        assertThat(api.task("POST", clone, "newid", "7103", "full", "1", "snapname", "gone"))
                .isEqualTo("HTTP 500 snapshot 'gone' does not exist");

        assertThat(api.vm(7102).config())
                .containsEntry("cores", "2")
                .containsEntry("scsi0", "local:7102/vm-7102-disk-0.qcow2,size=1G")
                .doesNotContainKeys("parent", "snaptime");
        assertThat(Invariants.violations(api.simulator.world())).isEmpty();
    }

    @Test
    void clone_full_isAnIndependentDiskAndLogsItsProgress() {
        String upid = api.call("POST", "/nodes/pve1/qemu/9000/clone", "newid", "7102", "full", "1", "storage", "second")
                .data()
                .asText();
        api.pass(Duration.ofMillis(500));
        String early = log(upid);
        api.await(upid);

        assertThat(early).contains("transferred").doesNotContain("(100.00%)");
        assertThat(log(upid))
                .contains("transferred 512.0 MiB of 1.0 GiB (50.00%)")
                .contains("(100.00%)")
                .endsWith("TASK OK");
        assertThat(api.vm(7102).config().get("scsi0")).isEqualTo("second:7102/vm-7102-disk-0.qcow2,size=1G");
        assertThat(api.vm(7102).name()).isEqualTo("Copy-of-VM-tmpl9000");
    }

    @Test
    void clone_twiceForOneNumber_bothAccepted_loserFailsInItsTask() {
        String first = clone("7101");
        String second = clone("7101");

        assertThat(api.await(first)).isEqualTo("OK");
        assertThat(api.await(second)).isEqualTo("unable to create VM 7101: config file already exists");
        assertThat(api.vm(7101).lock()).isEmpty();
    }

    @Test
    void clone_taskKilled_leavesNothingBehind() {
        String upid = clone("7101");
        api.pass(Duration.ofMillis(200));

        api.call("DELETE", "/nodes/pve1/tasks/" + upid);

        assertThat(api.await(upid)).isEqualTo("unexpected status");
        assertThat(api.simulator.world().vm(7101)).isEmpty();
        assertThat(api.simulator.world().volumesOf(7101)).isEmpty();
    }

    @Test
    void clone_takesTheTemplatesFirewallAndDropsAStaleOne() {
        api.call("PUT", "/nodes/pve1/qemu/7101/firewall/options", "policy_in", "DROP");
        api.withVm(7101);
        assertThat(api.simulator.world().firewall(7101)).isEmpty();

        api.call("PUT", "/nodes/pve1/qemu/9000/firewall/options", "policy_in", "REJECT");
        api.withVm(7102);
        assertThat(api.simulator.world().firewall(7102).orElseThrow().options()).containsEntry("policy_in", "REJECT");
    }

    @Test
    void clone_ofSharedTemplateToAnotherNode_jumpsThereAtTheEnd() {
        String upid = api.call("POST", "/nodes/pve1/qemu/9100/clone", "newid", "7103", "target", "pve2")
                .data()
                .asText();
        api.pass(Duration.ofMillis(450));
        assertThat(api.vm(7103).node()).isEqualTo("pve1");

        api.await(upid);

        assertThat(api.vm(7103).node()).isEqualTo("pve2");
        assertThat(upid).startsWith("UPID:pve1:").contains(":qmclone:9100:");
    }

    @Test
    void clone_onThinPool_hasPlainVolumeNames() {
        StorageSpec thin = StorageSpec.lvmthin("thin");
        Api other = Api.on(PveSimulator.builder().storages(thin).templates(TemplateSpec.of(9000, "pve1", thin)));

        other.withVm(7101);

        assertThat(other.vm(7101).config().get("scsi0")).isEqualTo("thin:vm-7101-disk-0,size=1G");
        assertThat(other.task("DELETE", "/nodes/pve1/qemu/9000")).contains("still in use by linked cloned");
    }

    private String clone(String vmid) {
        return api.call(
                        "POST",
                        "/nodes/pve1/qemu/9000/clone",
                        "newid",
                        vmid,
                        "name",
                        "vm",
                        "description",
                        "token",
                        "full",
                        "0")
                .data()
                .asText();
    }

    private String log(String upid) {
        StringBuilder text = new StringBuilder();
        api.call("GET", "/nodes/pve1/tasks/" + upid + "/log", "limit", "500")
                .data()
                .forEach(line -> text.append(line.path("t").asText()).append('\n'));
        return text.toString().strip();
    }
}

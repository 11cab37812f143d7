package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigWriteTest {

    private static final String VM = "/nodes/pve1/qemu/7101";

    private final Api api = Api.on(Api.cluster()).withVm(7101);

    @Test
    void digest_stale_isRefusedAndNothingHappens() {
        String digest = api.vm(7101).digest();
        assertThat(put("cores", "1", "digest", digest)).isEqualTo("200 OK");

        assertThat(put("scsi1", "local:1", "digest", digest))
                .isEqualTo("500 checksum mismatch (file change by other user?)");
        assertThat(api.vm(7101).config()).doesNotContainKey("scsi1");
    }

    @Test
    void disk_allocatedTwiceInOneSlot_keepsTheFirstAsUnused() {
        put("scsi1", "local:1,iops_rd=100");
        put("scsi1", "local:1,format=qcow2");

        assertThat(api.vm(7101).config())
                .containsEntry("scsi1", "local:7101/vm-7101-disk-2.qcow2,size=1G")
                .containsEntry("unused0", "local:7101/vm-7101-disk-1.raw");
    }

    @Test
    void disk_detachedThenUnusedDeleted_freesTheVolume() {
        put("scsi1", "local:1");
        put("delete", "scsi1");
        assertThat(api.vm(7101).config()).doesNotContainKey("scsi1").containsKey("unused0");

        put("delete", "unused0");
        assertThat(api.simulator.world().volumesOf(7101))
                .noneMatch(volume -> volume.volid().contains("disk-1"));
    }

    @Test
    void size_inADriveString_isIgnored() {
        String scsi0 = api.vm(7101).config().getOrDefault("scsi0", "").replace("size=1G", "size=99G,mbps_rd=5");

        put("scsi0", scsi0);

        assertThat(api.vm(7101).config().get("scsi0")).endsWith(",mbps_rd=5,size=1G");
    }

    @Test
    void network_withoutAddress_drawsANewOne() {
        String before = api.vm(7101).config().get("net0");

        put("net0", "virtio,bridge=vmbr0");

        assertThat(api.vm(7101).config().get("net0"))
                .matches("virtio=BC:24:11:.{8},bridge=vmbr0")
                .isNotEqualTo(before);
    }

    @Test
    void password_isNeverStoredOrLoggedInClear() {
        put("cipassword", "open sesame", "ciuser", "u");

        assertThat(api.vm(7101).config().get("cipassword")).startsWith("$5$").doesNotContain("sesame");
        assertThat(api.simulator.requests().all().toString()).doesNotContain("sesame");
        assertThat(api.call("GET", VM + "/config").data().path("cipassword").asText())
                .isEqualTo("**********");
    }

    @Test
    void lock_refusesWritesAtOnceButNotTheFirewall() {
        api.simulator.operator().lock(7101, "backup");

        assertThat(put("cores", "1")).isEqualTo("500 VM is locked (backup)");
        assertThat(api.call("POST", VM + "/config", "cores", "1").summary()).isEqualTo("500 VM is locked (backup)");
        assertThat(api.call("PUT", VM + "/firewall/options", "enable", "1").summary())
                .isEqualTo("200 OK");
        assertThat(api.task("PUT", VM + "/resize", "disk", "scsi0", "size", "2G"))
                .isEqualTo("VM is locked (backup)");
    }

    @Test
    void write_asTask_worksLater_orAtOnceWithBackgroundDelay() {
        assertThat(api.task("POST", VM + "/config", "scsi1", "local:1")).isEqualTo("OK");
        assertThat(api.vm(7101).config()).containsKey("scsi1");

        Api.Answer waited = api.call("POST", VM + "/config", "scsi2", "local:1", "background_delay", "5");
        assertThat(waited.data().isNull()).isTrue();
        assertThat(api.vm(7101).config()).containsKey("scsi2");
    }

    @Test
    void parameters_ofAllKinds_areCheckedTogether() {
        Api.Answer answer = api.call("PUT", VM + "/config", "coers", "1", "cores", "0", "net0", "virtio,rate=abc");

        assertThat(answer.summary()).isEqualTo("400 Parameter verification failed.");
        assertThat(answer.error("coers")).startsWith("property is not defined in schema");
        assertThat(answer.error("cores")).isEqualTo("value must have a minimum value of 1");
        assertThat(answer.error("net0"))
                .isEqualTo("invalid format - format error\nnet0.rate: type check ('number') failed - got 'abc'\n");
    }

    private String put(String... params) {
        return api.call("PUT", VM + "/config", params).summary();
    }
}

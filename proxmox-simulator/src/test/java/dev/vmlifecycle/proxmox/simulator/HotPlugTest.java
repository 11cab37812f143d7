package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HotPlugTest {

    private static final String VM = "/nodes/pve1/qemu/7101";

    private final Api api = Api.on(Api.cluster()).withRunningVm(7101);

    @Test
    void coresAndMemory_whileRunning_waitForThePowerCycle() {
        assertThat(put("cores", "4", "memory", "1024", "name", "renamed").summary())
                .isEqualTo("200 OK");

        assertThat(api.vm(7101).pending()).containsEntry("cores", "4").containsEntry("memory", "1024");
        assertThat(api.vm(7101).config()).containsEntry("cores", "2").containsEntry("name", "renamed");
        assertThat(api.call("GET", VM + "/config").data().path("cores").asInt()).isEqualTo(4);
        assertThat(api.call("GET", VM + "/config", "current", "1")
                        .data()
                        .path("cores")
                        .asInt())
                .isEqualTo(2);

        api.task("POST", VM + "/status/stop");
        assertThat(api.vm(7101).pending()).isEmpty();
        assertThat(api.vm(7101).config()).containsEntry("cores", "4");
    }

    @Test
    void pending_revertedInOneCall_isGone() {
        put("cores", "4", "memory", "1024", "sockets", "2");

        put("revert", "cores,memory,sockets");

        assertThat(api.vm(7101).pending()).isEmpty();
        assertThat(api.vm(7101).config()).containsEntry("cores", "2").doesNotContainKey("sockets");
    }

    @Test
    void throttles_whileRunning_applyAtOnce_cacheWaits() {
        String disk = api.vm(7101).config().getOrDefault("scsi0", "").replace(",size=1G", "");

        put("scsi0", disk + ",iops_rd=100");
        assertThat(api.vm(7101).config().get("scsi0")).contains("iops_rd=100");

        put("scsi0", disk + ",cache=writeback");
        assertThat(api.vm(7101).pending().get("scsi0")).contains("cache=writeback");
    }

    @Test
    void bridge_missing_isRefused_staysPending_andCutsTheVmOff() {
        Api.Answer answer = put("net0", net("vmbr77,firewall=1"));

        assertThat(answer.error("net0")).isEqualTo("hotplug problem - bridge 'vmbr77' does not exist\n");
        assertThat(api.vm(7101).pending()).containsKey("net0");
        assertThat(api.vm(7101).nicsOffBridge()).containsExactly("net0");
        assertThat(api.vm(7101).nicsLinkDown()).containsExactly("net0");
    }

    @Test
    void cutOffNic_isHealedByTwoWrites_notByRevert() {
        put("net0", net("vmbr0,firewall=1"));
        put("net0", net("vmbr77,firewall=1"));

        put("revert", "net0");
        assertThat(api.vm(7101).nicsOffBridge()).isNotEmpty();

        put("net0", net("vmbr0,firewall=0,link_down=1"));
        put("net0", net("vmbr0,firewall=1"));
        assertThat(api.vm(7101).nicsOffBridge()).isEmpty();
        assertThat(api.vm(7101).nicsLinkDown()).isEmpty();
    }

    @Test
    void tag_onBridgeWithoutUplink_isRefused() {
        assertThat(put("net0", net("vmbr1,tag=30")).error("net0"))
                .isEqualTo("hotplug problem - no physical interface on bridge 'vmbr1'\n");
    }

    @Test
    void write_ofSeveralKeysWithOneRefused_isNotAtomic() {
        Api.Answer answer = put("name", "other", "memory", "400", "net0", net("vmbr77"));

        assertThat(answer.summary()).startsWith("400");
        assertThat(api.vm(7101).config()).containsEntry("name", "other");
        assertThat(api.vm(7101).pending()).containsOnlyKeys("memory", "net0");
    }

    @Test
    void disk_unplugged_dependsOnTheGuest() {
        put("scsi1", "local:1");
        assertThat(put("delete", "scsi1").error("scsi1"))
                .isEqualTo("hotplug problem - error on hot-unplugging device 'virtioscsi1'\n");
        assertThat(api.vm(7101).pendingDeletes()).containsExactly("scsi1");

        api.simulator.operator().guest(7101, GuestBehaviour.recorded().releasingDevices());
        assertThat(put("delete", "scsi1").summary()).isEqualTo("200 OK");
        assertThat(api.vm(7101).config()).containsKey("unused0");
    }

    @Test
    void cloudinit_whileRunning_isStoredButNotOnTheImageUntilRegenerated() {
        put("ciuser", "walk");
        put("ciuser", "walk2");
        assertThat(row().path("pending").asText()).isEqualTo("walk2");

        api.call("PUT", VM + "/cloudinit");
        assertThat(row().path("value").asText()).isEqualTo("walk2");
        assertThat(row().has("pending")).isFalse();
    }

    private com.fasterxml.jackson.databind.JsonNode row() {
        return api.call("GET", VM + "/cloudinit").data().path(0);
    }

    private Api.Answer put(String... params) {
        return api.call("PUT", VM + "/config", params);
    }

    private String net(String rest) {
        String present = api.vm(7101).config().getOrDefault("net0", "");
        return present.substring(0, present.indexOf(',')) + ",bridge=" + rest;
    }
}

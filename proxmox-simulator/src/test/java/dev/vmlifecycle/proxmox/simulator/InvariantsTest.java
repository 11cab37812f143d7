package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvariantsTest {

    private final Api api = Api.on(Api.cluster()).withVm(7101).withVm(7102);

    @Test
    void clones_ofOneTemplate_breakNothing() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void address_atTwoVms_isFound_inConfigurationAndFilter() {
        api.call("PUT", "/nodes/pve1/qemu/7101/config", "ipconfig0", "ip=192.0.2.7/24");
        assertThat(violations()).isEmpty();

        api.call("POST", "/nodes/pve1/qemu/7102/firewall/ipset", "name", "ipfilter-net0");
        api.call("POST", "/nodes/pve1/qemu/7102/firewall/ipset/ipfilter-net0", "cidr", "192.0.2.7");

        assertThat(violations()).containsExactly("address 192.0.2.7: used by VMs [7101, 7102] (expected: one)");
    }

    @Test
    void volume_missingOrForgotten_isFound() {
        api.simulator.touch(world -> {
            world.volumes.ofVm(7101).stream()
                    .filter(volume -> volume.name.contains("disk"))
                    .forEach(world.volumes::remove);
            world.state.vms.remove(7102);
            return true;
        });

        assertThat(violations())
                .anyMatch(text -> text.startsWith("VM 7101: volume local:"))
                .anyMatch(text -> text.endsWith("nobody's (expected: in a configuration)"));
    }

    @Test
    void lock_andFirewallFile_leftBehind_areFound() {
        api.simulator.operator().lock(7101, "backup");
        api.call("PUT", "/nodes/pve1/qemu/4242/firewall/options", "enable", "1");

        assertThat(violations())
                .containsExactly(
                        "VM 7101: locked (backup) without a task (expected: unlocked)",
                        "firewall file 4242: no such VM (expected: removed with it)");
    }

    @Test
    void address_writtenDifferently_isOneAddress() {
        api.call("PUT", "/nodes/pve1/qemu/7101/config", "ipconfig0", "ip6=2001:db8::7/64");
        api.call("PUT", "/nodes/pve1/qemu/7102/config", "ipconfig0", "ip6=2001:DB8:0:0:0:0:0:7/64");

        assertThat(violations()).containsExactly("address 2001:db8::7: used by VMs [7101, 7102] (expected: one)");
    }

    @Test
    void filter_ofASubnet_holdsTheAddressesInside() {
        filter(7101, "192.0.2.0/28");
        filter(7102, "192.0.2.16/28");
        assertThat(violations()).isEmpty();

        filter(7102, "192.0.2.8/29");

        assertThat(violations())
                .containsExactly(
                        "addresses 192.0.2.0/28 and 192.0.2.8/29: VMs 7101 and 7102 overlap (expected: apart)");
    }

    @Test
    void mac_twiceInOneVm_isFound() {
        api.simulator.operator().set(7101, "net0", "virtio=BC:24:11:00:00:01,bridge=vmbr0");
        api.simulator.operator().set(7101, "net1", "e1000=bc:24:11:00:00:01,bridge=vmbr1");

        assertThat(violations()).containsExactly("MAC BC:24:11:00:00:01: 2 times in VM 7101 (expected: once)");
    }

    @Test
    void volume_inTwoVms_isFound() {
        String disk = api.vm(7101).config().getOrDefault("scsi0", "");
        api.simulator.operator().set(7102, "scsi1", disk);

        assertThat(violations())
                .containsExactly(
                        "volume " + disk.replaceFirst(",.*", "") + ": used by VMs [7101, 7102] (expected: one)");
    }

    @Test
    void volume_twiceInOneVm_isFound() {
        String disk = api.vm(7101).config().getOrDefault("scsi0", "");
        api.simulator.operator().set(7101, "scsi1", disk);

        assertThat(violations())
                .containsExactly("volume " + disk.replaceFirst(",.*", "") + ": 2 times in VM 7101 (expected: once)");
    }

    @Test
    void lock_isHeldByATaskOfItsOwnVmOnly() {
        api.simulator.operator().lock(7101, "backup");
        api.call("POST", "/nodes/pve1/qemu/7102/status/start");

        assertThat(violations()).containsExactly("VM 7101: locked (backup) without a task (expected: unlocked)");
    }

    @Test
    void clone_locksItsNewVm_andNotItsSource() {
        api.call("POST", "/nodes/pve1/qemu/7101/clone", "newid", "7103", "full", "1");
        api.pass(java.time.Duration.ofMillis(150));
        assertThat(api.vm(7103).lock()).contains("clone");
        assertThat(violations()).noneMatch(text -> text.contains("locked"));

        api.simulator.operator().lock(7101, "backup");

        assertThat(violations()).contains("VM 7101: locked (backup) without a task (expected: unlocked)");
    }

    @Test
    void task_ofAVmThatIsGone_isFound() {
        String upid =
                api.call("POST", "/nodes/pve1/qemu/7102/status/start").data().asText();
        api.simulator.operator().delete(7102);

        assertThat(violations()).containsExactly("task " + upid + ": VM 7102 is missing (expected: there to its end)");
    }

    @Test
    void guest_onANodeThatIsDown_isFound() {
        api.simulator.operator().powerOn(7101);
        api.simulator.operator().nodeDown("pve1");

        assertThat(violations())
                .containsExactly("VM 7101: runs on node pve1, which is down (expected: one that is up)");
    }

    @Test
    void base_ofALinkedClone_gone_isFound() {
        api.simulator.operator().delete(9000);

        assertThat(violations())
                .contains("VM 7101: base local:9000/base-9000-disk-0.qcow2 of its linked clone is missing"
                        + " (expected: on its storage)");
    }

    @Test
    void base_onAnotherNode_isNoBase() {
        api.simulator.touch(world -> {
            world.volumes.ofVm(9000).forEach(volume -> volume.node = "pve2");
            return world.vm(9000).map(vm -> vm.node = "pve2");
        });

        assertThat(violations())
                .contains("VM 7102: base local:9000/base-9000-disk-0.qcow2 of its linked clone is missing"
                        + " (expected: on its storage)");
    }

    private void filter(int vmid, String cidr) {
        api.call("POST", "/nodes/pve1/qemu/" + vmid + "/firewall/ipset", "name", "ipfilter-net0");
        assertThat(api.call("POST", "/nodes/pve1/qemu/" + vmid + "/firewall/ipset/ipfilter-net0", "cidr", cidr)
                        .summary())
                .isEqualTo("200 OK");
    }

    private java.util.List<String> violations() {
        return Invariants.violations(api.simulator.world());
    }
}

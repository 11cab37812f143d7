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

    private java.util.List<String> violations() {
        return Invariants.violations(api.simulator.world());
    }
}

package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Bridges and VLANs: who may use them, and when a guest cannot be put on one. */
class NetworkTest {

    private static final String CONFIG = "/nodes/pve1/qemu/7101/config";
    private static final String MAC = "virtio=BC:24:11:00:00:01,";

    private static Api cluster(BridgeSpec second) {
        PveSimulator simulator = Api.cluster(
                        NodeSpec.named("pve1").bridges(BridgeSpec.uplinked("vmbr0"), second), NodeSpec.named("pve2"))
                .token("root@pam!sim", Api.SECRET)
                .user("tenant@pve", "secret")
                .separatedToken("tenant@pve!bot", Api.SECRET)
                .role("Net", "VM.Config.Network", "VM.Audit")
                .role("Use", "SDN.Use")
                .grant("/vms/7101", "tenant@pve", "Net")
                .grant("/vms/7101", "tenant@pve!bot", "Net")
                .grant("/sdn/zones/localnetwork/vmbr0/20", "tenant@pve", "Use")
                .grant("/sdn/zones/localnetwork/vmbr0/20", "tenant@pve!bot", "Use")
                .build();
        return new Api(simulator).withVm(7101);
    }

    @Test
    void tenant_mayUseItsVlan_andNoOther() {
        Api api = cluster(BridgeSpec.isolated("vmbr1"));
        Api tenant = new Api(api.simulator, "tenant@pve!bot");
        tenant.now = api.now;

        assertThat(tenant.call("PUT", CONFIG, "net0", MAC + "bridge=vmbr0,tag=30")
                        .summary())
                .isEqualTo("403 Permission check failed (/sdn/zones/localnetwork/vmbr0/30, SDN.Use)");
        assertThat(tenant.call("PUT", CONFIG, "net0", MAC + "bridge=vmbr1").summary())
                .isEqualTo("403 Permission check failed (/sdn/zones/localnetwork/vmbr1, SDN.Use)");
        // The network card it leaves is on the untagged bridge: that one it may not touch either.
        api.call("PUT", CONFIG, "net0", MAC + "bridge=vmbr0,tag=20");
        assertThat(tenant.call("PUT", CONFIG, "net0", MAC + "bridge=vmbr0,tag=20,rate=5")
                        .summary())
                .isEqualTo("200 OK");
    }

    @Test
    void bridge_missing_isFoundOutAtTheStart() {
        Api api = cluster(BridgeSpec.isolated("vmbr1"));

        assertThat(api.call("PUT", CONFIG, "net0", MAC + "bridge=vmbr77").summary())
                .isEqualTo("200 OK");
        assertThat(api.task("POST", "/nodes/pve1/qemu/7101/status/start"))
                .isEqualTo("start failed: QEMU exited with code 1");
    }

    @Test
    void vlan_needsAnUplink_orABridgeThatKnowsVlans() {
        String net = MAC + "bridge=vmbr1,tag=20";
        for (BridgeSpec second : new BridgeSpec[] {
            BridgeSpec.isolated("vmbr1"), BridgeSpec.uplinked("vmbr1"), new BridgeSpec("vmbr1", "", true)
        }) {
            Api api = cluster(second);
            api.call("PUT", CONFIG, "net0", MAC + "bridge=vmbr0");
            api.simulator.operator().powerOn(7101);

            int status = api.call("PUT", CONFIG, "net0", net).response().status();

            assertThat(status)
                    .as(second.toString())
                    .isEqualTo(second.ports().isEmpty() && !second.vlanAware() ? 400 : 200);
        }
    }

    @Test
    void bridges_areListedWithTheirPorts() {
        Api api = cluster(BridgeSpec.isolated("vmbr1"));

        assertThat(api.call("GET", "/nodes/pve1/network", "type", "any_bridge").data())
                .extracting(row -> row.path("iface").asText() + ":"
                        + row.path("bridge_ports").asText())
                .containsExactlyInAnyOrder("vmbr0:eth0", "vmbr1:");
    }
}

package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.config.PendingConfig;
import dev.vmlifecycle.proxmox.qemu.CloudInitPart;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import org.junit.jupiter.api.Test;

class CloudInitTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final CloudInit cloudInit =
            transport.client().node(NodeName.of("pve1")).qemu(Vmid.of(100)).cloudInit();

    @Test
    void pending_readsBothShapes() {
        transport
                .data(
                        "[{\"key\":\"ciuser\",\"value\":\"a\",\"pending\":\"b\"},{\"key\":\"sshkeys\",\"value\":\"x\",\"delete\":1}]")
                .data("[{\"key\":\"ciuser\",\"old\":\"a\",\"new\":\"b\"},{\"key\":\"sshkeys\",\"old\":\"x\"}]");

        PendingConfig since8 = cloudInit.pending();
        PendingConfig before8 = cloudInit.pending();

        assertThat(since8.pending("ciuser")).contains("b");
        assertThat(since8.deletePending("sshkeys")).isTrue();
        assertThat(before8.rows()).isEqualTo(since8.rows());
    }

    @Test
    void dump_andRegenerate() {
        transport.data("\"#cloud-config\\nuser: a\\n\"").data("null");

        assertThat(cloudInit.dump(CloudInitPart.USER)).isEqualTo("#cloud-config\nuser: a\n");
        assertThat(transport.last().query()).containsExactly(Param.of("type", "user"));
        cloudInit.regenerate();
        assertThat(transport.last()).hasToString("PUT /api2/json/nodes/pve1/qemu/100/cloudinit []");
    }
}

package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.qemu.ConsoleTicket;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private static final String UPID = "UPID:pve1:000005FD:0008AF40:6B0456BF:vncproxy:100:root@pam:";

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Console console =
            transport.client().node(NodeName.of("pve1")).qemu(Vmid.of(100)).console();

    @Test
    void vnc_givesAddressAndTicket_thatIsNeverPrinted() {
        transport.data("{\"user\":\"root@pam\",\"ticket\":\"PVEVNC:6B04::a+b/c==\",\"port\":\"5900\",\"upid\":\"" + UPID
                + "\",\"cert\":\"-----BEGIN\",\"password\":\"short\"}");

        ConsoleTicket ticket = console.vncWithPassword();

        assertThat(ticket.webSocketUri("pve1.example.net:8006"))
                .hasToString("wss://pve1.example.net:8006/api2/json/nodes/pve1/qemu/100/vncwebsocket"
                        + "?port=5900&vncticket=PVEVNC%3A6B04%3A%3Aa%2Bb%2Fc%3D%3D");
        assertThat(ticket.upid()).hasToString(UPID);
        assertThat(ticket.certificate()).contains("-----BEGIN");
        assertThat(ticket.password()).contains(Secret.of("short"));
        assertThat(ticket.toString()).doesNotContain("PVEVNC").doesNotContain("short");
        assertThat(transport.last().form())
                .containsExactly(Param.of("websocket", "1"), Param.of("generate-password", "1"));
    }

    @Test
    void terminal_ofASerialPort() {
        transport.data("{\"user\":\"root@pam\",\"ticket\":\"PVEVNC:x\",\"port\":5901,\"upid\":\"" + UPID + "\"}");

        ConsoleTicket ticket = console.terminal(1);

        assertThat(ticket.port()).isEqualTo(5901);
        assertThat(ticket.certificate()).isEmpty();
        assertThat(transport.last().path()).endsWith("/termproxy");
        assertThat(transport.last().form()).containsExactly(Param.of("serial", "serial1"));
    }

    @Test
    void sendKey_putsTheKey() {
        transport.data("null");

        console.sendKey("ctrl-alt-delete");

        assertThat(transport.last()).hasToString("PUT /api2/json/nodes/pve1/qemu/100/sendkey [key=***]");
        assertThat(transport.last().form()).containsExactly(Param.of("key", "ctrl-alt-delete"));
    }
}

package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.firewall.FirewallRef;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VmFirewallTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final VmFirewall firewall =
            transport.client().node(NodeName.of("pve1")).qemu(Vmid.of(100)).firewall();

    @Test
    void refs_bothKinds_scopeMayBeMissing() {
        transport.data(
                "[{\"type\":\"alias\",\"name\":\"office\",\"scope\":\"dc\",\"ref\":\"dc/office\",\"comment\":\"c\"},"
                        + "{\"type\":\"ipset\",\"name\":\"blocked\"}]");

        assertThat(firewall.refs())
                .containsExactly(
                        new FirewallRef(
                                FirewallRef.Kind.ALIAS, "office", "dc/office", Optional.of("dc"), Optional.of("c")),
                        new FirewallRef(
                                FirewallRef.Kind.IPSET, "blocked", "blocked", Optional.empty(), Optional.empty()));
    }

    @Test
    void log_isReadByPages() {
        transport.answer(200, "OK", "{\"total\":12,\"data\":[{\"n\":11,\"t\":\"a\"},{\"n\":12,\"t\":\"b\"}]}");

        assertThat(firewall.log(10, 500)).satisfies(page -> {
            assertThat(page.lines()).hasToString("[a, b]");
            assertThat(page.total()).isEqualTo(12);
        });
        assertThat(transport.last().query()).containsExactly(Param.of("start", "10"), Param.of("limit", "500"));
    }
}

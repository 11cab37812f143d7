package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.error.UnsupportedByServerException;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.testing.TestClock;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VersionGateTest {

    private static final String TASK = "\"UPID:pve1:000005FD:0008AF40:6B0456BF:qmstop:100:svc@pve!panel:\"";

    private final TestClock clock = new TestClock();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final ProxmoxClient client = transport.client(clock);
    private final Qemu vm = client.node(NodeName.of("pve1")).qemu(Vmid.of(100));

    @Test
    void parameterEveryVersionKnows_asksForNoVersion() {
        transport.data("null");

        vm.update(ConfigUpdate.builder().cores(2).build());

        assertThat(transport.requests).hasSize(1);
    }

    @Test
    void newerParameter_olderServer_isRefusedBeforeSending() {
        transport.data(version("7.4-3"));

        UnsupportedByServerException e = catchThrowableOfType(UnsupportedByServerException.class, () -> vm.stop(true));

        assertThat(e.parameter()).isEqualTo("overrule-shutdown");
        assertThat(e.serverVersion().major()).isEqualTo(7);
        assertThat(e)
                .hasMessage("POST /nodes/pve1/qemu/100/status/stop: overrule-shutdown: not known to Proxmox VE 7.4-3"
                        + " (expected: 8 or later)");
        assertThat(e.mayHaveHappened()).isFalse();
        assertThat(e.isRetryable()).isFalse();
        assertThat(transport.requests).hasSize(1);
    }

    @Test
    void newerParameter_newServer_isSentAndTheVersionIsReadOnce() {
        transport.data(version("8.4.1")).data(TASK).data(TASK);

        vm.stop(true);
        vm.stop(true);

        assertThat(transport.requests).extracting(request -> request.method()).containsExactly("GET", "POST", "POST");
        assertThat(transport.last().form()).containsExactly(Param.flag("overrule-shutdown", true));
    }

    @Test
    void version_isReadAgainAfterAnHour() {
        transport.data(version("7.4-3"));
        assertThatThrownBy(() -> vm.stop(true)).isInstanceOf(UnsupportedByServerException.class);

        clock.advance(Duration.ofHours(1));
        transport.data(version("8.4.1")).data(TASK);
        vm.stop(true);

        assertThat(transport.requests).hasSize(3);
    }

    @Test
    void parameterThatOnlySpares_olderServer_isLeftOut() {
        transport.data(version("8.4.1")).data("null");

        client.request(
                RawRequest.delete("/cluster/ha/resources/{sid}", "vm:100").flag("purge", true));

        assertThat(transport.last().query()).isEmpty();
    }

    @Test
    void abandonedParameter_newerServer_isRefused() {
        transport.data(version("9.0.3"));

        UnsupportedByServerException e = catchThrowableOfType(
                UnsupportedByServerException.class,
                () -> client.request(
                        RawRequest.post("/nodes/{node}/vzdump", "pve1").param("notification-policy", "never")));

        assertThat(e).hasMessageContaining("expected: 8 to 8");
    }

    private static String version(String text) {
        return "{\"version\":\"" + text + "\"}";
    }
}

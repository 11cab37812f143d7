package dev.vmlifecycle.proxmox.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.ResponseLostException;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SimulatorTransportTest {

    private static final StorageSpec LOCAL = StorageSpec.dir("local");
    private static final Vmid NEW = Vmid.of(7101);

    private Instant now = Instant.parse("2026-11-23T15:00:00Z");
    private final PveSimulator simulator = PveSimulator.builder()
            .storages(LOCAL)
            .templates(TemplateSpec.of(9000, "pve1", LOCAL))
            .build();
    private final ProxmoxClient client = ProxmoxClient.builder()
            .host("pve1")
            .auth(ApiToken.of("root@pam!sim", Secret.of(PveSimulator.Builder.DEFAULT_SECRET)))
            .clock(() -> now)
            .transport(new SimulatorTransport(simulator, () -> now))
            .build();

    @Test
    void client_clonesAndStarts_onOneSettableClock() throws InterruptedException {
        Qemu vm = cloned();
        await(vm.start());

        assertThat(vm.status().isRunning()).isTrue();
        assertThat(vm.config().name()).contains("vm-a.example.com");
        assertThat(client.cluster().isFree(NEW)).isFalse();
        assertThat(client.cluster().status().toString()).isNotEmpty();
    }

    @Test
    void client_missingVm_isNotFound() {
        assertThatThrownBy(() -> vm().config()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void client_lostAnswer_knowsThatItMayHaveHappened() throws InterruptedException {
        simulator.faults().next("POST", "/nodes/*/qemu/*/clone", Fault.dropAfterEffect());

        assertThatThrownBy(this::cloned).isInstanceOf(ResponseLostException.class);

        now = now.plusSeconds(1);
        assertThat(vm().config().lock()).isEmpty();
    }

    private Qemu cloned() throws InterruptedException {
        Qemu template = client.node(NodeName.of("pve1")).qemu(Vmid.of(9000));
        await(template.clone(LinkedClone.to(NEW).name("vm-a.example.com").description("token")));
        return vm();
    }

    private Qemu vm() {
        return client.node(NodeName.of("pve1")).qemu(NEW);
    }

    private void await(ProxmoxTask task) throws InterruptedException {
        task.await(Duration.ofMinutes(1), pause -> now = now.plus(pause), status -> {});
    }
}

package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.proxmox.testing.TlsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run over TLS; the README must show these very lines. */
class ReadmeExampleTest {

    // spotless:off
    static TaskStatus moreCoresThenStart(String host, String fingerprint, Secret secret) throws InterruptedException {
        try (ProxmoxClient pve = ProxmoxClient.builder().host(host).tls(Tls.fingerprint(fingerprint))
                .auth(ApiToken.of("svc@pve!panel", secret)).build()) {
            Qemu vm = pve.node(NodeName.of("pve1")).qemu(Vmid.of(100));
            QemuConfig config = vm.config();
            vm.update(ConfigUpdate.builder().cores(4).digest(config.digest().orElseThrow())
                    .net(0, config.net(0).orElseThrow().withBridge("vmbr1")).build()); // MAC and unknown keys stay
            return vm.start().await(Duration.ofMinutes(2), Sleeper.blocking(), status -> {});
        }
    }
    // spotless:on

    @Test
    void example_runs() throws InterruptedException {
        try (TlsServer server = new TlsServer()) {
            server.data("{\"digest\":\"da39a3ee5e6b4b0d3255bfef95601890afd80709\",\"cores\":1,"
                    + "\"net0\":\"virtio=BC:24:11:00:00:01,bridge=vmbr0,queues=4\"}");
            server.data("null");
            server.data("\"UPID:pve1:000011C0:0003CD8C:6B044A40:qmstart:100:svc@pve!panel:\"");
            server.data("{\"status\":\"stopped\",\"exitstatus\":\"OK\"}");

            TaskStatus status = moreCoresThenStart(server.host(), server.fingerprint(), Secret.of(TlsServer.SECRET));

            assertThat(status.isRunning()).isFalse();
            server.take();
            assertThat(Objects.requireNonNull(server.take().getBody()).utf8())
                    .contains("cores=4", "net0=virtio%3DBC%3A24%3A11%3A00%3A00%3A01%2Cbridge%3Dvmbr1%2Cqueues%3D4");
        }
    }

    @Test
    void readme_showsTheExampleAsItIs() throws IOException {
        String source = Files.readString(
                Path.of("src", "test", "java", "dev", "vmlifecycle", "proxmox", "ReadmeExampleTest.java"));
        String example = source.substring(
                source.indexOf("    static TaskStatus moreCores"), source.indexOf("    // spotless:on"));

        assertThat(example.lines().count()).isLessThanOrEqualTo(10);
        assertThat(Files.readString(Path.of("README.md")))
                .contains(example.stripTrailing().stripIndent());
    }
}

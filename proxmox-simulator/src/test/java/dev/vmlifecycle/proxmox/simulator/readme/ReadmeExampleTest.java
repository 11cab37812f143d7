package dev.vmlifecycle.proxmox.simulator.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.error.ResponseLostException;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.Invariants;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.SimulatorServer;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import dev.vmlifecycle.proxmox.simulator.bridge.SimulatorTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run; the README must show these very lines. */
class ReadmeExampleTest {

    // spotless:off
    @Test
    void lostAnswer_stillGivesTheCustomerOneServer() {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        StorageSpec local = StorageSpec.dir("local");
        PveSimulator cluster = PveSimulator.builder()
                .storages(local).templates(TemplateSpec.of(9000, "pve1", local)).token("root@pam!panel", "secret").build();
        ProxmoxClient client = ProxmoxClient.builder().host("pve1")
                .auth(ApiToken.of("root@pam!panel", Secret.of("secret")))
                .transport(new SimulatorTransport(cluster, clock::get)).build();
        cluster.faults().next("POST", "/nodes/*/qemu/*/clone", Fault.dropAfterEffect());

        assertThatThrownBy(() -> client.node(NodeName.of("pve1")).qemu(Vmid.of(9000)).clone(LinkedClone.to(Vmid.of(100))))
                .isInstanceOf(ResponseLostException.class); // your panel's code stands here
        cluster.advanceTo(clock.updateAndGet(now -> now.plusSeconds(60)));

        assertThat(cluster.world().vm(100)).isPresent();
        assertThat(cluster.requests().count("POST", "/nodes/*/qemu/*/clone")).isEqualTo(1);
        assertThat(Invariants.violations(cluster.world())).isEmpty();
    }
    // spotless:on

    // spotless:off
    @Test
    void client_ofAServer_trustsItsFingerprint() {
        PveSimulator cluster = PveSimulator.builder().token("root@pam!panel", "secret").build();
        // server:begin
        try (SimulatorServer server = SimulatorServer.start(cluster);
                ProxmoxClient client = ProxmoxClient.builder().host(server.uri().getAuthority())
                        .tls(Tls.fingerprint(server.fingerprint()))
                        .auth(ApiToken.of("root@pam!panel", Secret.of("secret"))).build()) {
            assertThat(client.nodes()).hasSize(2);
        }
        // server:end
    }
    // spotless:on

    @Test
    void readme_showsTheExampleAsItIs() throws IOException {
        String source = Files.readString(Path.of(
                "src",
                "test",
                "java",
                "dev",
                "vmlifecycle",
                "proxmox",
                "simulator",
                "readme",
                "ReadmeExampleTest.java"));
        String example = source.substring(source.indexOf("    @Test"), source.indexOf("    // spotless:on"));

        assertThat(example.lines().count()).isLessThanOrEqualTo(22);
        String server = source.substring(
                source.indexOf("// server:begin\n") + "// server:begin\n".length(),
                source.indexOf("        // server:end"));
        assertThat(Files.readString(Path.of("README.md")))
                .contains(example.stripTrailing().stripIndent())
                .contains(server.stripTrailing().stripIndent())
                .contains(source.lines()
                        .filter(line -> line.startsWith("import ")
                                && !line.matches("import java\\.(io|nio|util\\.stream)\\..*"))
                        .collect(Collectors.joining("\n")));
    }
}

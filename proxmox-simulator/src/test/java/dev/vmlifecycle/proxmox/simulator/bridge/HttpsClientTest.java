package dev.vmlifecycle.proxmox.simulator.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.PasswordLogin;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.error.ConnectException;
import dev.vmlifecycle.proxmox.error.ResponseLostException;
import dev.vmlifecycle.proxmox.qemu.LinkedClone;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.SimulatorServer;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import dev.vmlifecycle.proxmox.storage.Checksum;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.UploadRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client's own HTTPS against the simulator's server. */
class HttpsClientTest {

    private static final StorageSpec LOCAL = StorageSpec.dir("local");
    private static final String CLONE = "/nodes/*/qemu/*/clone";

    private final PveSimulator simulator = PveSimulator.builder()
            .storages(LOCAL)
            .templates(TemplateSpec.of(9000, "pve1", LOCAL))
            .user("root@pam", "rootpw")
            .build();
    private final SimulatorServer server = SimulatorServer.start(simulator);
    private final ProxmoxClient client = client(ProxmoxClient.builder());

    private ProxmoxClient client(ProxmoxClient.Builder builder) {
        return builder.host(server.uri().getAuthority())
                .tls(Tls.fingerprint(server.fingerprint()))
                .auth(ApiToken.of("root@pam!sim", Secret.of(PveSimulator.Builder.DEFAULT_SECRET)))
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void calls_moreThanOneConnectionTakes_areAllAnswered() {
        for (int i = 0; i < 250; i++) {
            assertThat(client.version().isAtLeast(8, 4)).isTrue();
        }
    }

    @Test
    void longAnswer_isPackedAndRead() {
        for (int vmid = 200; vmid < 260; vmid++) {
            simulator.operator().createForeign(vmid, "pve1", "guest" + vmid);
        }

        assertThat(client.node(NodeName.of("pve1")).qemuGuests()).hasSize(61);
    }

    @Test
    void password_opensASession() {
        try (ProxmoxClient other = ProxmoxClient.builder()
                .host(server.uri().getAuthority())
                .tls(Tls.fingerprint(server.fingerprint()))
                .auth(PasswordLogin.of("root@pam", Secret.of("rootpw")))
                .build()) {
            assertThat(other.nodes()).hasSize(2);
        }
    }

    @Test
    void upload_streamedByTheClient_arrivesWhole(@TempDir Path directory) throws Exception {
        byte[] content = new byte[2_000_003];
        new java.util.Random(7).nextBytes(content);
        Path file = Files.write(directory.resolve("debian.iso"), content);
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));

        client.node(NodeName.of("pve1"))
                .storage(StorageId.of("local"))
                .upload(UploadRequest.of(StorageContent.ISO, "debian.iso", file).checksum(Checksum.sha256(sum)))
                .await(
                        Duration.ofSeconds(30),
                        pause -> simulator.advanceTo(java.time.Instant.now().plus(Duration.ofMinutes(5))),
                        status -> {});

        assertThat(simulator.world().volumes())
                .anyMatch(volume -> volume.volid().equals("local:iso/debian.iso"));
    }

    @Test
    void answerLost_afterTheEffect_isNotRepeated() {
        simulator.faults().next("POST", CLONE, Fault.dropAfterEffect());

        assertThatThrownBy(() ->
                        client.node(NodeName.of("pve1")).qemu(Vmid.of(9000)).clone(LinkedClone.to(Vmid.of(100))))
                .isInstanceOf(ResponseLostException.class);
        assertThat(simulator.requests().count("POST", CLONE)).isEqualTo(1);
    }

    @Test
    void delay_beyondTheCallersPatience_isALostAnswer() {
        simulator.faults().next("POST", CLONE, Fault.delay(Duration.ofMinutes(5)));
        try (ProxmoxClient impatient = client(ProxmoxClient.builder().writeTimeout(Duration.ofSeconds(1)))) {
            impatient.version(); // the handshake is behind it then
            assertThatThrownBy(() -> impatient
                            .node(NodeName.of("pve1"))
                            .qemu(Vmid.of(9000))
                            .clone(LinkedClone.to(Vmid.of(100))))
                    .isInstanceOf(ResponseLostException.class);
        }
        assertThat(simulator.world().runningTasks()).hasSizeLessThanOrEqualTo(1);
        assertThat(simulator.requests().count("POST", CLONE)).isEqualTo(1);
    }

    @Test
    void server_closed_isNoConnection() {
        server.close();

        assertThatThrownBy(client::version).isInstanceOf(ConnectException.class);
    }
}

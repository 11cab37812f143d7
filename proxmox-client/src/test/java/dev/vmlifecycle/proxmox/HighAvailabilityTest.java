package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.proxmox.cluster.HaResource;
import dev.vmlifecycle.proxmox.cluster.HaResourceId;
import dev.vmlifecycle.proxmox.cluster.HaSettings;
import dev.vmlifecycle.proxmox.cluster.HaState;
import dev.vmlifecycle.proxmox.cluster.HaStatus;
import dev.vmlifecycle.proxmox.cluster.HaStatusKind;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HighAvailabilityTest {

    private static final HaResourceId VM = HaResourceId.vm(Vmid.of(100));

    private final ScriptedTransport transport = new ScriptedTransport();
    private final HighAvailability ha = transport.client().cluster().ha();

    @Test
    void resources_haveTheServersDefaults() {
        transport.data("[{\"sid\":\"vm:100\",\"type\":\"vm\",\"digest\":\"ab12\"},"
                + "{\"sid\":\"ct:101\",\"state\":\"ignored\",\"max_restart\":\"3\",\"max_relocate\":0,\"group\":\"g\","
                + "\"comment\":\"c\",\"failback\":1}]");

        List<HaResource> resources = ha.resources();

        assertThat(resources.get(0).id()).isEqualTo(VM);
        assertThat(resources.get(0).state()).isEqualTo(HaState.STARTED);
        assertThat(resources.get(0).maxRestart()).isEqualTo(1);
        assertThat(resources.get(0).digest()).contains(Digest.of("ab12"));
        assertThat(resources.get(1).state()).isEqualTo(HaState.IGNORED);
        assertThat(resources.get(1).maxRestart() * 10 + resources.get(1).maxRelocate())
                .isEqualTo(30);
        assertThat(resources.get(1).group()).contains("g");
        assertThat(resources.get(1).comment()).contains("c");
        assertThat(resources.get(1).get("failback")).contains("1");
    }

    @Test
    void writes_sendWhatWasSet() {
        transport
                .data("null")
                .data("null")
                .data("null")
                .data("null")
                .data("null")
                .data("null")
                .data("null");

        ha.add(
                VM,
                HaSettings.none()
                        .state(HaState.STOPPED)
                        .group("g")
                        .maxRestart(2)
                        .maxRelocate(3)
                        .comment("c"));
        assertThat(sent())
                .isEqualTo("POST /api2/json/cluster/ha/resources [sid=vm:100, state=stopped, group=g, max_restart=2, "
                        + "max_relocate=3, comment=c]");
        ha.update(VM, HaSettings.none().state(HaState.DISABLED));
        assertThat(sent()).isEqualTo("PUT /api2/json/cluster/ha/resources/vm%3A100 [state=disabled]");
        ha.update(VM, HaSettings.none().comment("d"), Digest.of("ab"));
        assertThat(sent()).isEqualTo("PUT /api2/json/cluster/ha/resources/vm%3A100 [comment=d, digest=ab]");
        ha.reset(VM, "comment", "group");
        assertThat(sent()).isEqualTo("PUT /api2/json/cluster/ha/resources/vm%3A100 [delete=comment,group]");
        ha.migrate(VM, NodeName.of("pve2"));
        assertThat(sent()).isEqualTo("POST /api2/json/cluster/ha/resources/vm%3A100/migrate [node=pve2]");
        ha.relocate(VM, NodeName.of("pve2"));
        assertThat(sent()).isEqualTo("POST /api2/json/cluster/ha/resources/vm%3A100/relocate [node=pve2]");
        ha.remove(VM);
        assertThat(sent()).isEqualTo("DELETE /api2/json/cluster/ha/resources/vm%3A100 []");
    }

    @Test
    void resource_one() {
        transport.data("{\"sid\":\"vm:100\",\"state\":\"enabled\"}");

        assertThat(ha.resource(VM).state()).isEqualTo(HaState.ENABLED);
        assertThat(sent()).isEqualTo("GET /api2/json/cluster/ha/resources/vm%3A100 []");
    }

    @Test
    void status_rowsOfAllKinds() {
        transport.data("[{\"id\":\"quorum\",\"type\":\"quorum\",\"node\":\"pve1\",\"quorate\":\"1\",\"status\":\"OK\"},"
                + "{\"id\":\"lrm:pve1\",\"type\":\"lrm\",\"node\":\"pve1\",\"status\":\"idle\",\"timestamp\":5},"
                + "{\"id\":\"service:vm:100\",\"type\":\"service\",\"sid\":\"vm:100\",\"state\":\"error\","
                + "\"request_state\":\"started\"},{\"id\":\"fencing\",\"type\":\"fencing\"}]");

        List<HaStatus> rows = ha.status();

        assertThat(rows)
                .extracting(HaStatus::kind)
                .containsExactly(HaStatusKind.QUORUM, HaStatusKind.LRM, HaStatusKind.SERVICE, HaStatusKind.OTHER);
        assertThat(rows.get(0).quorate()).contains(true);
        assertThat(rows.get(0).node()).contains(NodeName.of("pve1"));
        assertThat(rows.get(1).timestamp()).contains(Instant.ofEpochSecond(5));
        assertThat(rows.get(1)).hasToString("lrm:pve1: idle");
        assertThat(rows.get(2).resource()).contains(VM);
        assertThat(rows.get(2).state()).contains("error");
        assertThat(rows.get(2).requested()).contains(HaState.STARTED);
        assertThat(rows.get(3).get("id")).contains("fencing");
    }

    @Test
    void id_malformed_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HaResourceId.of("100"))
                .withMessageContaining("vm:100");
    }

    private String sent() {
        return transport.last().toString();
    }
}

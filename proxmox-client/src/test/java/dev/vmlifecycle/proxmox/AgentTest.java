package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.agent.ExecStatus;
import dev.vmlifecycle.proxmox.agent.FreezeState;
import dev.vmlifecycle.proxmox.agent.GuestInterface;
import dev.vmlifecycle.proxmox.agent.GuestProcess;
import dev.vmlifecycle.proxmox.config.MacAddress;
import dev.vmlifecycle.proxmox.error.AgentException;
import dev.vmlifecycle.proxmox.error.AgentException.Trouble;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentTest {

    private static final String AGENT = "/api2/json/nodes/pve1/qemu/100/agent/";

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Agent agent =
            transport.client().node(NodeName.of("pve1")).qemu(Vmid.of(100)).agent();

    @Test
    void exec_repeatsTheField_andPrintsNoInput() {
        transport.data("{\"pid\":42}");

        GuestProcess process = agent.exec(List.of("sh", "-c", "id"), Secret.of("secret"));

        assertThat(process).isEqualTo(new GuestProcess(42));
        assertThat(transport.last().encodedForm()).isEqualTo("command=sh&command=-c&command=id&input-data=secret");
        assertThat(transport.last().toString()).contains("command=sh").doesNotContain("=secret");
        assertThatIllegalArgumentException().isThrownBy(() -> agent.exec(List.of()));
    }

    @Test
    void execStatus_everyEnd() {
        transport
                .data("{\"exited\":0}")
                .data("{\"exited\":1,\"exitcode\":0,\"out-data\":\"done\\n\",\"out-truncated\":true}")
                .data("{\"exited\":true,\"signal\":9,\"err-data\":\"x\"}");

        ExecStatus running = agent.execStatus(new GuestProcess(42));
        ExecStatus ended = agent.execStatus(new GuestProcess(42));
        ExecStatus killed = agent.execStatus(new GuestProcess(42));

        assertThat(running.exited()).isFalse();
        assertThat(running.isSuccess()).isFalse();
        assertThat(ended.isSuccess()).isTrue();
        assertThat(ended.output()).isEqualTo("done\n");
        assertThat(ended.truncated()).isTrue();
        assertThat(ended.toString()).doesNotContain("done");
        assertThat(killed.isSuccess()).isFalse();
        assertThat(killed.signal()).hasValue(9);
        assertThat(killed.errors()).isEqualTo("x");
        assertThat(transport.last().query()).containsExactly(Param.of("pid", "42"));
    }

    @Test
    void networkInterfaces_mayLackAddressesAndMac() {
        transport.data("{\"result\":[{\"name\":\"lo\",\"ip-addresses\":[{\"ip-address\":\"127.0.0.1\","
                + "\"ip-address-type\":\"ipv4\",\"prefix\":8}],\"hardware-address\":\"00:00:00:00:00:00\"},"
                + "{\"name\":\"eth1\",\"hardware-address\":\"bc:24:11:00:00:01\"},"
                + "{\"name\":\"tun0\",\"hardware-address\":\"00:00:00:00\"},{\"name\":\"sit0\"}]}");

        List<GuestInterface> interfaces = agent.networkInterfaces();

        assertThat(interfaces).hasSize(4);
        assertThat(interfaces.get(0).addresses()).hasToString("[127.0.0.1/8]");
        assertThat(interfaces.get(1).addresses()).isEmpty();
        assertThat(interfaces.get(1).mac()).contains(MacAddress.of("BC:24:11:00:00:01"));
        assertThat(interfaces.get(2).mac()).isEmpty();
    }

    @Test
    void answers_areTakenOutOfResult() {
        transport
                .data(
                        "{\"result\":{\"version\":\"7.2\",\"supported_commands\":[{\"name\":\"guest-ping\",\"enabled\":true},"
                                + "{\"name\":\"guest-exec\",\"enabled\":false}]}}")
                .data("{\"result\":{\"id\":\"debian\",\"pretty-name\":\"Debian 12\"}}")
                .data("{\"result\":{\"host-name\":\"vm1\"}}")
                .data("{\"result\":3}")
                .data("{\"result\":\"frozen\"}")
                .data("{\"result\":3}")
                .data("{\"result\":\"thawed\"}")
                .data("{\"result\":{\"paths\":[{\"path\":\"/\",\"trimmed\":4096,\"minimum\":0},"
                        + "{\"path\":\"/boot\",\"error\":\"not supported\"}]}}")
                .data("{\"content\":\"text\",\"truncated\":1}");

        assertThat(agent.info().commands()).containsExactly("guest-ping");
        assertThat(agent.osInfo().prettyName()).contains("Debian 12");
        assertThat(agent.hostName()).isEqualTo("vm1");
        assertThat(agent.freeze()).isEqualTo(3);
        assertThat(agent.freezeState()).isEqualTo(FreezeState.FROZEN);
        assertThat(agent.thaw()).isEqualTo(3);
        assertThat(agent.freezeState()).isEqualTo(FreezeState.THAWED);
        assertThat(agent.trim())
                .satisfiesExactly(
                        root -> assertThat(root.trimmed()).contains(ByteSize.ofBytes(4096)),
                        boot -> assertThat(boot.error()).contains("not supported"));
        assertThat(agent.readFile("/etc/motd")).hasToString("4 characters, truncated");
        assertThat(transport.requests.stream()
                        .map(request -> request.method() + " " + request.path().substring(AGENT.length())))
                .containsExactly(
                        "GET info",
                        "GET get-osinfo",
                        "GET get-host-name",
                        "POST fsfreeze-freeze",
                        "POST fsfreeze-status",
                        "POST fsfreeze-thaw",
                        "POST fsfreeze-status",
                        "POST fstrim",
                        "GET file-read");
    }

    @Test
    void secrets_areSentAndNeverPrinted() {
        transport.data("{}").data("{}").data("null").data("{}");

        agent.setUserPassword("root", Secret.of("hidden"));
        assertThat(transport.last().form()).contains(Param.secret("password", Secret.of("hidden")));
        agent.setUserPasswordHash("root", Secret.of("hidden"));
        assertThat(transport.last().form()).contains(Param.of("crypted", "1"));
        agent.writeFile("/srv/key", Secret.of("hidden"));
        agent.shutdown();

        assertThat(transport.requests.toString()).doesNotContain("hidden");
    }

    @Test
    void trouble_tellsWhetherToTryAgain() {
        AgentException silent = trouble("QEMU guest agent is not running");
        AgentException missing = trouble("No QEMU guest agent configured");
        AgentException refused = trouble("Agent error: Command guest-exec has been disabled");
        AgentException late = trouble("VM 100 qmp command 'guest-ping' failed - got timeout");

        assertThat(silent.trouble()).isEqualTo(Trouble.SILENT);
        assertThat(silent.isRetryable()).isTrue();
        assertThat(missing.trouble()).isEqualTo(Trouble.NOT_CONFIGURED);
        assertThat(missing.isRetryable()).isFalse();
        assertThat(refused.trouble()).isEqualTo(Trouble.REFUSED);
        assertThat(refused.isRetryable()).isFalse();
        assertThat(late.trouble()).isEqualTo(Trouble.LATE);
        assertThat(late.isRetryable()).isFalse();
        assertThat(late.mayHaveHappened()).isTrue();
    }

    private AgentException trouble(String text) {
        transport.answer(500, text, "{\"data\":null}");
        return catchThrowableOfType(AgentException.class, agent::ping);
    }
}

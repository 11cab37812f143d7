package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the agent does in a guest, and what the cluster's log tells. */
class GuestFilesTest {

    private static final String AGENT = "/nodes/pve1/qemu/7101/agent";

    private final Api api = Api.on(Api.cluster()
                    .version(PveVersion.V9)
                    .guest(GuestBehaviour.recorded().withAgent()))
            .withRunningVm(7101);

    @Test
    void file_written_isReadWhole_orInPart() {
        api.call("POST", AGENT + "/file-write", "file", "/etc/motd", "content", "grüß dich");

        assertThat(read("file", "/etc/motd").path("content").asText()).isEqualTo("grüß dich");
        assertThat(read("file", "/etc/motd").has("truncated")).isFalse();
        JsonNode part = read("file", "/etc/motd", "count", "2");
        assertThat(part.path("content").asText()).isEqualTo("gr");
        assertThat(part.path("truncated").asInt()).isEqualTo(1);
        assertThat(read("file", "/etc/motd", "offset", "7", "decode", "0")
                        .path("content")
                        .asText())
                .isEqualTo("ZGljaA==");
    }

    @Test
    void file_encodedByTheCaller_isDecoded() {
        api.call("POST", AGENT + "/file-write", "file", "/etc/motd", "content", "aGVsbG8=", "encode", "0");

        assertThat(read("file", "/etc/motd").path("content").asText()).isEqualTo("hello");
    }

    @Test
    void file_missing_isTheAgentsError() {
        assertThat(api.call("GET", AGENT + "/file-read", "file", "/nothing").summary())
                .isEqualTo("500 Agent error: failed to open file '/nothing' (mode: 'r'): No such file or directory");
    }

    @Test
    void agent_shutDown_powersTheGuestOff() {
        api.call("POST", AGENT + "/shutdown");
        api.pass(Duration.ofSeconds(5));

        assertThat(api.vm(7101).running()).isFalse();
    }

    @Test
    void log_tellsBeginAndEndOfTasks_newestFirst() {
        api.task("POST", "/nodes/pve1/qemu/7101/status/stop");
        api.task("POST", "/nodes/pve1/qemu/9000/status/start");

        JsonNode rows = api.call("GET", "/cluster/log", "max", "3").data();

        assertThat(rows).hasSize(3);
        assertThat(rows.path(0).path("msg").asText())
                .matches("end task UPID:pve1:.*:qmstart:9000:root@pam!sim: you can't start a vm if it's a template");
        assertThat(rows.path(0).path("pri").asInt()).isEqualTo(3);
        assertThat(rows.path(1).path("msg").asText()).startsWith("starting task UPID:pve1:");
        assertThat(rows.path(2).path("msg").asText()).matches("end task UPID:pve1:.*:qmstop:7101:root@pam!sim: OK");
    }

    private JsonNode read(String... params) {
        return api.call("GET", AGENT + "/file-read", params).data();
    }
}

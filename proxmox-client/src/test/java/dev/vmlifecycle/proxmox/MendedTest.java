package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.error.AuthenticationException;
import dev.vmlifecycle.proxmox.error.ConnectException;
import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.PermissionException;
import dev.vmlifecycle.proxmox.error.ServerException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.UploadRequest;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile reading found: each test failed before its mend. */
class MendedTest {
    private static final String UPID = "UPID:pve2:000005FD:0008AF40:6B0456BF:qmclone:100:svc@pve!panel:";
    private static final String FAILED = "{\"status\":\"stopped\",\"exitstatus\":\"clone failed: no space\"}";
    private static final String RUNNING = "{\"status\":\"running\"}";
    private static final String ENDED = "{\"status\":\"stopped\",\"exitstatus\":\"OK\"}";

    private final ScriptedTransport server = new ScriptedTransport();
    private final ProxmoxClient client = server.client();
    private final ProxmoxTask task = client.task(Upid.parse(UPID));
    private final Qemu vm = client.node(NodeName.of("pve1")).qemu(Vmid.of(100));

    private TaskStatus await() throws InterruptedException {
        return task.await(Duration.ofMinutes(1), pause -> {}, status -> {});
    }

    @Test
    void failedTask_whoseLogIsRefused_isAFailedTask() {
        server.data(FAILED).answer(403, "Permission check failed (/, Sys.Audit)", "");

        TaskFailedException failure = catchThrowableOfType(TaskFailedException.class, this::await);

        assertThat(failure.getMessage()).contains("clone failed: no space");
        assertThat(failure.logTail()).containsExactly("(log not readable: Permission check failed (/, Sys.Audit))");
    }

    @Test
    void failedTask_whoseLogIsOutOfReach_isAFailedTask() {
        server.data(FAILED).failure(TransportFailure.notSent("connection refused", null));

        assertThatThrownBy(this::await).isInstanceOf(TaskFailedException.class);
    }

    @Test
    void await_aQuestionFails_isAskedAgain() throws InterruptedException {
        server.data(RUNNING)
                .answer(596, "Broken pipe", "")
                .failure(TransportFailure.notSent("connection refused", null))
                .data(ENDED);

        assertThat(await().outcome()).contains(new TaskOutcome.Ok());
    }

    @Test
    void await_nobodyCanBeAsked_throwsWhenTheTimeIsOver() {
        for (int i = 0; i < 100; i++) {
            server.failure(TransportFailure.notSent("connection refused", null));
        }

        assertThatThrownBy(() -> task.await(Duration.ZERO, pause -> {}, status -> {}))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void await_theQuestionIsRefusedForGood_throwsAtOnce() {
        server.answer(403, "Permission check failed", "");

        assertThatThrownBy(this::await).isInstanceOf(PermissionException.class);
    }

    @Test
    void follow_theLogCannotBeRead_waitsOn() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        server.data(RUNNING)
                .answer(500, "oops", "")
                .data(ENDED)
                .answer(200, "OK", "{\"total\":1,\"data\":[{\"n\":1,\"t\":\"TASK OK\"}]}");

        task.follow(Duration.ofMinutes(1), pause -> {}, line -> lines.add(line.text()));

        assertThat(lines).containsExactly("TASK OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "true",
                "{}",
                "{\"data\":{}}",
                "{\"data\":[]}",
                "{\"data\":1}",
                "{\"data\":\"\"}",
                "{\"data\":null} and more"
            })
    void write_answeredOddly_isNoTaskThatEndedWell(String body) {
        server.answer(200, "OK", body);

        assertThatThrownBy(vm::start)
                .isInstanceOfSatisfying(
                        DecodingException.class,
                        e -> assertThat(e.mayHaveHappened()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"500,true", "501,false", "404,false", "408,true", "400,false", "599,true"})
    void write_refusedInUnknownWords_mayHaveHappenedWhenTheServerFailed(int status, boolean mayHaveHappened) {
        server.answer(status, "odd failure half way", "").answer(status, "odd failure half way", "");

        assertThatThrownBy(() -> vm.update(ConfigUpdate.builder().cores(2).build()))
                .satisfies(e -> assertThat(((dev.vmlifecycle.proxmox.error.ProxmoxException) e).mayHaveHappened())
                        .isEqualTo(mayHaveHappened));
        assertThatThrownBy(vm::config)
                .satisfies(e -> assertThat(((dev.vmlifecycle.proxmox.error.ProxmoxException) e).mayHaveHappened())
                        .as("a read")
                        .isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"code 424242 was used already", "bad p&quot;w&lt;ord1", "bad p\\\"w<ord1"})
    void login_whoseAnswerQuotesTheSecret_hidesIt(String reason) {
        ProxmoxClient login = ProxmoxClient.builder()
                .transport(server)
                .auth(PasswordLogin.of("root@pam", Secret.of("p\"w<ord1")).totp(() -> Secret.of("424242")))
                .build();
        server.answer(
                        200,
                        "OK",
                        "{\"data\":{\"username\":\"root@pam\",\"NeedTFA\":1,\"CSRFPreventionToken\":\"x\",\"ticket\":"
                                + "\"PVE:!tfa!%7B%22totp%22%3Atrue%7D:6B::c4a11enge\"}}")
                .answer(401, reason, "");
        if (!reason.startsWith("code")) {
            server.requests.clear();
            ScriptedTransport other = new ScriptedTransport().answer(401, reason, "");
            login = ProxmoxClient.builder()
                    .transport(other)
                    .auth(PasswordLogin.of("root@pam", Secret.of("p\"w<ord1")))
                    .build();
        }

        assertThatThrownBy(login::version)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("***")
                .hasMessageNotContaining("424242")
                .hasMessageNotContaining("ord1");
    }

    @Test
    void scalars_thatAreNoNumbers_areAbsent() {
        server.data("{\"status\":\"running\",\"vmid\":100,\"cpu\":NaN,\"mem\":\"-nan\",\"maxmem\":\"Inf\"}");

        assertThat(vm.status().isRunning()).isTrue();
    }

    @Test
    void exitStatus_withHugeCount_isAFailure() {
        server.data("{\"status\":\"stopped\",\"exitstatus\":\"WARNINGS: 99999999999\"}")
                .data("[]");

        assertThatThrownBy(this::await).isInstanceOf(TaskFailedException.class);
    }

    @Test
    void propertyString_edit_changesOnlyItsKey() {
        assertThat(PropertyString.parse("a=1,,b=2,").with("c", "3")).hasToString("a=1,,b=2,,c=3");
        assertThat(PropertyString.parse("").with("c", "3")).hasToString("c=3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PropertyString.parse("a=1").with("b,c", "3"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PropertyString.parse("a=1").with("b=c", "3"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PropertyString.parse("a=1").withBare("k=v"));
    }

    @Test
    void configUpdate_refusesWhatIsNoKey_andANicWithoutItsMac() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigUpdate.builder()
                        .set("net0", "virtio,bridge=vmbr0")
                        .build())
                .withMessageContaining("no MAC");
        assertThat(ConfigUpdate.builder()
                        .set("net0", "virtio,bridge=vmbr0")
                        .regenerateMac()
                        .build()
                        .isEmpty())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigUpdate.builder().net(-1, NetDevice.virtio("vmbr0")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigUpdate.builder().set("../x", "1"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigUpdate.builder().delete("x,cores"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigUpdate.builder().delete(""));
    }

    @Test
    void upload_ofADirectory_isRefused(@TempDir Path dir) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UploadRequest.of(StorageContent.ISO, "a.iso", dir))
                .withMessageContaining("is a directory");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jürgen@pve!panel", "a\u0001b@pve!panel"})
    void token_thatNoHeaderCarries_isRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> ApiToken.of(id, Secret.of("x")));
    }

    @Test
    void unknownError_isOfTheGeneralKind() {
        server.answer(500, "odd failure half way", "");

        assertThatThrownBy(vm::config).isInstanceOf(ServerException.class);
    }
}

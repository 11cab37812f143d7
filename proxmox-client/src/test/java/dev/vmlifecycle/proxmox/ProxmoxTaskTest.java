package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmlifecycle.proxmox.error.LockedException;
import dev.vmlifecycle.proxmox.error.PermissionException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.task.LogLine;
import dev.vmlifecycle.proxmox.task.LogPage;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxmoxTaskTest {

    private static final String UPID = "UPID:pve2:000005FD:0008AF40:6B0456BF:qmstart:100:svc@pve!panel:";
    private static final String RUNNING = "{\"status\":\"running\"}";

    private final ScriptedTransport transport = new ScriptedTransport();
    private final ProxmoxClient client = transport.client();
    private final ProxmoxTask task = client.task(Upid.parse(UPID));
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void status_asksTheTasksOwnNode() {
        transport.data(RUNNING);

        assertThat(task.status().isRunning()).isTrue();
        assertThat(transport.last().path())
                .isEqualTo("/api2/json/nodes/pve2/tasks/UPID%3Apve2%3A000005FD%3A0008AF40%3A6B0456BF"
                        + "%3Aqmstart%3A100%3Asvc%40pve%21panel%3A/status");
    }

    @Test
    void status_vanishedTask_isUnknown() {
        transport.answer(
                400, "Parameter verification failed.", "{\"data\":null,\"errors\":{\"upid\":\"no such task\"}}");

        assertThat(task.status()).isEqualTo(TaskStatus.unknown("no such task"));
    }

    @Test
    void status_notKnownRightAfterItsStart_isRunning() {
        String noSuchTask = "{\"data\":null,\"errors\":{\"upid\":\"no such task\"}}";
        transport
                .answer(400, "Parameter verification failed.", noSuchTask)
                .answer(400, "Parameter verification failed.", noSuchTask);
        Instant start = Upid.parse(UPID).startTime();

        TaskStatus young = transport
                .client(InstantSource.fixed(start.plusSeconds(4)))
                .task(Upid.parse(UPID))
                .status();
        TaskStatus older = transport
                .client(InstantSource.fixed(start.plusSeconds(6)))
                .task(Upid.parse(UPID))
                .status();

        assertThat(young.isRunning()).isTrue();
        assertThat(older).isEqualTo(TaskStatus.unknown("no such task"));
    }

    @Test
    void status_foreignTask_isRefused() {
        transport.answer(403, "Permission check failed (/nodes/pve2, Sys.Audit)", "{\"data\":null}");

        assertThatThrownBy(task::status).isInstanceOf(PermissionException.class);
    }

    @Test
    void withoutUpid_isDoneAtOnce() throws InterruptedException {
        transport.data("null");

        ProxmoxTask done =
                client.node(NodeName.of("pve1")).qemu(Vmid.of(100)).resize("scsi0", ByteSize.ofGiB(2), Digest.of("ab"));
        done.stop();

        assertThat(done.upid()).isEmpty();
        assertThat(done.status()).isEqualTo(TaskStatus.stopped(new TaskOutcome.Ok()));
        assertThat(done.logTail(10)).isEmpty();
        assertThat(done.await(Duration.ofMinutes(1), pauses::add, status -> {}).isSuccess())
                .isTrue();
        assertThat(transport.requests).hasSize(1);
    }

    @Test
    void logTail_longLog_readsItsEnd() {
        transport
                .answer(200, "OK", "{\"total\":60,\"data\":[{\"n\":1,\"t\":\"a\"}]}")
                .answer(200, "OK", "{\"total\":60,\"data\":[{\"n\":59,\"t\":\"y\"},{\"n\":60,\"t\":\"z\"}]}");

        assertThat(task.logTail(2)).containsExactly("y", "z");
        assertThat(transport.last().query()).containsExactly(Param.of("start", "58"), Param.of("limit", "2"));
    }

    @Test
    void logTail_ofAnUnknownTask_isEmpty() {
        transport.data("{\"n\":1,\"t\":\"unable to open file - No such file\"}");

        assertThat(task.logTail(50)).isEmpty();
    }

    @Test
    void progress_isTheLastShareInTheLog() {
        transport.answer(
                200,
                "OK",
                "{\"total\":3,\"data\":[{\"n\":1,\"t\":\"transferred 1.0 GiB of 8.0 GiB (12.34%)\"},"
                        + "{\"n\":2,\"t\":\"drive-scsi0: transferred 2 GiB (45.20%) in 3s\"},{\"n\":3,\"t\":\"x\"}]}");

        assertThat(task.progress())
                .hasValueSatisfying(share -> assertThat(share.value()).isEqualTo(45.2));
    }

    @Test
    void await_asksLessAndLessOften_untilItEnds() throws InterruptedException {
        transport.data(RUNNING).data(RUNNING).data("{\"status\":\"stopped\",\"exitstatus\":\"WARNINGS: 1\"}");
        List<TaskStatus> told = new ArrayList<>();

        TaskStatus status = task.await(Duration.ofMinutes(1), pauses::add, told::add);

        assertThat(status.outcome()).contains(new TaskOutcome.Warnings(1));
        assertThat(pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(400));
        assertThat(told).hasSize(3);
    }

    @Test
    void await_timeOver_givesTheRunningStatus() throws InterruptedException {
        transport.data(RUNNING).data(RUNNING);

        assertThat(task.await(Duration.ofMillis(250), pauses::add, status -> {}).isRunning())
                .isTrue();
    }

    @Test
    void follow_logThatIsStillEmpty_missesNoLine() throws InterruptedException {
        transport
                .data(RUNNING)
                .answer(200, "OK", "{\"total\":1,\"data\":[{\"n\":1,\"t\":\"no content\"}]}")
                .data("{\"status\":\"stopped\",\"exitstatus\":\"OK\"}")
                .answer(200, "OK", "{\"total\":1,\"data\":[{\"n\":1,\"t\":\"TASK OK\"}]}");
        List<String> lines = new ArrayList<>();

        task.follow(Duration.ofSeconds(10), pauses::add, line -> lines.add(line.text()));

        assertThat(lines).containsExactly("TASK OK");
        assertThat(transport.last().query()).doesNotContain(Param.of("start", "1"));
    }

    @Test
    void await_forEver_isNoOverflow() throws InterruptedException {
        transport.data(RUNNING).data("{\"status\":\"stopped\",\"exitstatus\":\"OK\"}");

        TaskStatus status = task.await(Duration.ofSeconds(Long.MAX_VALUE), pauses::add, told -> {});

        assertThat(status.outcome()).contains(new TaskOutcome.Ok());
    }

    @Test
    void log_page_hasLinesAndTotal() {
        transport.answer(200, "OK", "{\"total\":60,\"data\":[{\"n\":11,\"t\":\"k\"}]}");

        assertThat(task.log(10, 1)).isEqualTo(new LogPage(List.of(new LogLine(11, "k")), 60));
        assertThat(transport.last().query()).containsExactly(Param.of("start", "10"), Param.of("limit", "1"));
    }

    @Test
    void follow_tellsEachLineOnce() throws InterruptedException {
        transport
                .data(RUNNING)
                .answer(200, "OK", "{\"total\":1,\"data\":[{\"n\":1,\"t\":\"a\"}]}")
                .data("{\"status\":\"stopped\",\"exitstatus\":\"OK\"}")
                .answer(200, "OK", "{\"total\":3,\"data\":[{\"n\":2,\"t\":\"b\"},{\"n\":3,\"t\":\"TASK OK\"}]}");
        List<String> told = new ArrayList<>();

        TaskStatus status = task.follow(Duration.ofMinutes(1), pauses::add, line -> told.add(line.text()));

        assertThat(status.isSuccess()).isTrue();
        assertThat(told).containsExactly("a", "b", "TASK OK");
        assertThat(transport.last().query()).contains(Param.of("start", "1"));
    }

    @Test
    void await_failed_throwsWithTheLog() {
        transport
                .data("{\"status\":\"stopped\",\"exitstatus\":\"VM is locked (backup)\"}")
                .answer(200, "OK", "{\"total\":1,\"data\":[{\"n\":1,\"t\":\"TASK ERROR: VM is locked (backup)\"}]}");

        TaskFailedException e = catchThrowableOfType(
                TaskFailedException.class, () -> task.await(Duration.ofMinutes(1), pauses::add, status -> {}));

        assertThat(e.reason()).isInstanceOf(LockedException.class);
        assertThat(e.logTail()).containsExactly("TASK ERROR: VM is locked (backup)");
    }
}

package dev.vmlifecycle.proxmox.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskOutcomeTest {

    @Test
    void warnings_areSuccess() {
        assertThat(TaskOutcome.parse("OK")).isEqualTo(new TaskOutcome.Ok());
        assertThat(TaskOutcome.parse("WARNINGS: 3")).isEqualTo(new TaskOutcome.Warnings(3));
        assertThat(TaskOutcome.parse("WARNINGS: 3").isSuccess()).isTrue();
    }

    @Test
    void killedOrWithoutLog_isUnknown() {
        assertThat(TaskOutcome.parse("unexpected status")).isInstanceOf(TaskOutcome.Unknown.class);
        assertThat(TaskOutcome.parse("unable to read tail (got 0 bytes)")).isInstanceOf(TaskOutcome.Unknown.class);
    }

    @Test
    void anythingElse_isFailure() {
        assertThat(TaskOutcome.parse("job errors")).isEqualTo(new TaskOutcome.Failed("job errors"));
        assertThat(TaskOutcome.parse("unable to open file '/etc/pve/x.conf.tmp.1' - Permission denied"))
                .isInstanceOf(TaskOutcome.Failed.class);
        assertThat(TaskStatus.stopped(new TaskOutcome.Failed("x")).isSuccess()).isFalse();
    }
}

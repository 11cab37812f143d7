package dev.vmlifecycle.examples.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.examples.Cron;
import dev.vmlifecycle.examples.testing.ChildJvm;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.schedule.TaskRow;
import dev.vmlifecycle.vm.VmKey;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in processes of its own, several at a time, asked to end, and killed. */
class CronProcessTest {
    private static final String SNAPSHOTS = "/nodes/*/qemu/*/snapshot";
    /** Much longer than it takes to start a second process. */
    private static final Duration SLOW = Duration.ofSeconds(12);

    private CronPanel panel = new CronPanel("jdbc:h2:mem:unused");
    private Path config = Path.of("cron.properties");
    private Server database = new Server();

    @BeforeEach
    void open(@TempDir Path own) throws IOException, SQLException {
        panel.close();
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", own.toString());
        database.start();
        panel = new CronPanel("jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/./store");
        config = panel.config(own);
        panel.ready("42", "43");
    }

    @AfterEach
    void close() {
        panel.close();
        database.stop();
    }

    private ChildJvm cron(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--config", config.toString()));
        return ChildJvm.start(Cron.class, panel.environment(), all.toArray(String[]::new));
    }

    private TaskRow row() {
        return panel.store.tasks().stream()
                .filter(row -> row.name().value().equals("remove_snapshots"))
                .findFirst()
                .orElseThrow();
    }

    /** The next such call stands still from its arrival until it is let go. */
    private final class Gate {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        private Gate(String method, String path) {
            panel.cluster.faults().next(method, path, Fault.meanwhile(operator -> {
                arrived.countDown();
                await(open);
            }));
        }

        private void terminateInside(ChildJvm process) {
            await(arrived);
            process.terminate();
            process.awaitLine("asked to end");
            open.countDown();
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void slow(Duration answer) {
        panel.cluster.faults().next("GET", SNAPSHOTS, Fault.delay(answer));
    }

    @Test
    void secondProcess_whileTheFirstRuns_skips() {
        slow(SLOW);
        try (ChildJvm first = cron("--run-task=remove_snapshots")) {
            first.awaitLine("[remove_snapshots] Running");
            try (ChildJvm second = cron("--run-task=remove_snapshots")) {
                assertThat(second.awaitExit()).isZero();
                assertThat(second.lines()).hasSize(1);
                assertThat(second.lines().get(0))
                        .matches("\\[remove_snapshots] Skipped: locked by \\S+:\\d+@\\S+ for \\d+s");
            }
            assertThat(first.awaitExit()).isZero();
            assertThat(first.lines()).last().asString().endsWith("- processed: 2, errors: 0");
        }
        assertThat(row().heldUntil()).isEmpty();
    }

    @Test
    void sigterm_finishesTheVmUnderWay_andGivesTheLockBack() {
        Gate gate = new Gate("GET", SNAPSHOTS);
        try (ChildJvm first = cron()) {
            gate.terminateInside(first);

            assertThat(first.awaitExit()).as("128 + SIGTERM").isEqualTo(143);
            assertThat(first.lines())
                    .contains("[remove_snapshots] stopped early, the rest is left to the next run")
                    .last()
                    .asString()
                    .endsWith("- processed: 1, errors: 0");
        }
        assertThat(row().heldUntil()).isEmpty();
        assertThat(row().done().orElseThrow().result().processed()).isEqualTo(1);
    }

    @Test
    void sigterm_inTheMiddleOfADeploy_finishesTheStep_andTheNextProcessGoesOn() {
        Gate gate = new Gate("PUT", "/nodes/*/qemu/*/config");
        panel.order("44");
        try (ChildJvm first = cron("--run-task=process_vms")) {
            gate.terminateInside(first);

            assertThat(first.awaitExit()).isEqualTo(143);
            assertThat(first.lines()).last().asString().startsWith("[process_vms] Done");
        }
        assertThat(panel.store.find("44").orElseThrow().lease().owner()).isEmpty();

        try (ChildJvm second = cron("--run-task=process_vms")) {
            assertThat(second.awaitExit()).isZero();
        }
        assertThat(panel.vms.get(VmKey.of("44")).orElseThrow().state()).isEqualTo("ready");
        assertThat(panel.cluster.world().tasks().stream()
                        .filter(task -> task.type().equals("qmclone"))
                        .count())
                .as("clones of three VMs")
                .isEqualTo(3);
    }

    @Test
    void sigkill_leavesALockThatTheNextProcessOfThisHostTakesOverAtOnce() {
        slow(SLOW);
        try (ChildJvm first = cron("--run-task=remove_snapshots")) {
            first.awaitLine("[remove_snapshots] Running");
            first.kill();
        }
        assertThat(row().heldUntil()).isPresent();
        panel.cluster.faults().clear();

        try (ChildJvm list = cron("--list")) {
            assertThat(list.awaitExit()).isZero();
            assertThat(list.lines())
                    .anySatisfy(line ->
                            assertThat(line).startsWith("remove_snapshots").endsWith("(stale)"));
        }
        try (ChildJvm second = cron()) {
            assertThat(second.awaitExit()).isZero();
            assertThat(second.lines())
                    .anySatisfy(line -> assertThat(line)
                            .matches("\\[remove_snapshots] Lock taken over from \\S+ for \\d+s \\(stale\\)"))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("[remove_snapshots] Done")
                            .endsWith("- processed: 2, errors: 0"));
        }
        assertThat(row().heldUntil()).isEmpty();
    }

    @Test
    void manyProcessesAtOnce_runEachTaskOnce() {
        List<ChildJvm> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(cron());
        }

        int ran = 0;
        for (ChildJvm one : all) {
            assertThat(one.awaitExit()).isZero();
            ran += (int) one.lines().stream()
                    .filter(line -> line.contains("[remove_snapshots] Running"))
                    .count();
            one.close();
        }
        assertThat(ran).isEqualTo(1);
        assertThat(row().done().map(TaskRow.Done::result).map(result -> result.processed()))
                .isEqualTo(Optional.of(2));
    }
}

package dev.vmlifecycle.examples.cron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.proxmox.simulator.Fault;
import dev.vmlifecycle.schedule.ScheduleStore.Begin;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskStart;
import dev.vmlifecycle.vm.VmKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each flag, as a transcript. */
class CronCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CronPanel panel = new CronPanel("jdbc:h2:mem:" + UUID.randomUUID());

    @TempDir
    private Path dir;

    private Path config = Path.of("cron.properties");

    @BeforeEach
    void writeConfig() throws IOException {
        config = panel.config(dir);
    }

    @AfterEach
    void close() {
        panel.close();
    }

    private int run(String... args) {
        return run(panel.environment(), args);
    }

    private int run(Map<String, String> environment, String... args) {
        out.reset();
        err.reset();
        List<String> all = new ArrayList<>(List.of(args));
        if (!environment.containsKey("VMLIFECYCLE_CRON")) {
            all.addAll(List.of("--config", config.toString()));
        }
        return CronCommand.run(
                all.toArray(String[]::new),
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment));
    }

    /** The output with times, durations, processes in place of what changes. */
    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8)
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "DATE")
                .replaceAll("last: \\d\\d:\\d\\d:\\d\\d", "last: TIME")
                .replaceAll("\\(\\d+\\.\\ds\\)", "(TOOK)")
                .replaceAll(" \\d+\\.\\ds ", " TOOK ")
                .replaceAll(" +", " ")
                .lines()
                .toList();
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void hold(TaskName task, String owner) {
        TaskStart start = new TaskStart(
                task, "run", owner, Optional.empty(), Optional.of(Duration.ofMinutes(10)), Optional.empty());
        assertThat(panel.store.begin(start)).isInstanceOf(Begin.Started.class);
    }

    @Test
    void withoutArguments_runsWhatIsDue_andAgainNothing() {
        assertThat(run()).isZero();
        assertThat(lines())
                .containsExactly(
                        "=== Cron Start DATE ===",
                        "[process_vms] Running (interval: 1m, last: never)",
                        "[process_vms] Done (TOOK) - processed: 0, errors: 0",
                        "[remove_snapshots] Running (interval: 60m, last: never)",
                        "[remove_snapshots] Done (TOOK) - processed: 0, errors: 0",
                        "[restore_backup] Running (interval: 5m, last: never)",
                        "[restore_backup] Done (TOOK) - processed: 0, errors: 0",
                        "[backup_status] Running (interval: 5m, last: never)",
                        "[backup_status] Done (TOOK) - processed: 0, errors: 0",
                        "[schedule_backup] Running (interval: 60m, last: never)",
                        "[schedule_backup] Done (TOOK) - processed: 0, errors: 0",
                        "[collect_statistics] Running (interval: 60m, last: never)",
                        "[collect_statistics] Done (TOOK) - processed: 0, errors: 0");

        assertThat(run()).isZero();
        assertThat(lines()).containsExactly("=== Cron Start DATE ===", "nothing to do (--list shows when)");
    }

    @Test
    void deploy_isDoneByTheCommand_withItsLogInTheFrame() {
        panel.order("42");

        assertThat(run("--verbose")).as(errors()).isZero();

        assertThat(lines())
                .containsSubsequence(
                        "[process_vms] Running (interval: 1m, last: never)",
                        "--- Deploy: service=42 vm=vm42.example.com status=creation ---",
                        "[process_vms] Done (TOOK) - processed: 1, errors: 0")
                .anySatisfy(line -> assertThat(line).startsWith("--- Deploy finished: ready"));
        assertThat(panel.vms.get(VmKey.of("42")).orElseThrow().state()).isEqualTo("ready");
    }

    @Test
    void runTask_ignoresTheInterval() {
        assertThat(run("--run-task=remove_snapshots")).isZero();
        assertThat(run("--run-task", "remove_snapshots")).isZero();

        assertThat(lines())
                .containsExactly(
                        "[remove_snapshots] Running (interval: 60m, last: TIME)",
                        "[remove_snapshots] Done (TOOK) - processed: 0, errors: 0");
    }

    @Test
    void runTask_thatSomebodyElseRuns_doesNothing() {
        hold(TaskName.of("remove_snapshots"), "other-host:7");

        assertThat(run("--run-task=remove_snapshots")).isZero();

        assertThat(lines())
                .hasSize(1)
                .first()
                .asString()
                .matches("\\[remove_snapshots] Skipped: locked by other-host:7 for \\d+s");
    }

    @Test
    void runTask_ofAnUnknownName_isAWrongCall() {
        assertThat(run("--run-task=tidy")).isEqualTo(2);

        assertThat(errors().strip())
                .isEqualTo("cron: option --run-task: tidy (expected: one of [process_vms, remove_snapshots,"
                        + " restore_backup, backup_status, schedule_backup, collect_statistics])");
    }

    @Test
    void taskWithErrors_exitsWithOne_andTheOthersAreDone() {
        panel.ready("42", "43");
        panel.cluster.faults().next("GET", "/nodes/*/qemu/5000/snapshot", Fault.answer(500, "got no worker upid"));

        assertThat(run("--run-task=remove_snapshots", "--quiet")).isEqualTo(1);

        assertThat(lines()).isEmpty();
        assertThat(errors())
                .startsWith("cron: task remove_snapshots: errors: 1: ERR  42: ")
                .hasLineCount(1);
        assertThat(run("--list")).isZero();
        assertThat(lines()).anySatisfy(line -> assertThat(line).contains("processed: 2, errors: 1"));
    }

    @Test
    void list_isATable() {
        assertThat(run("--list")).isZero();
        assertThat(lines().get(0)).isEqualTo("TASK INTERVAL LAST START TOOK RESULT NEXT DUE LOCK");
        assertThat(lines().subList(1, lines().size()))
                .containsExactly(
                        "process_vms 1m never - - DATE -",
                        "remove_snapshots 60m never - - DATE -",
                        "restore_backup 5m never - - DATE -",
                        "backup_status 5m never - - DATE -",
                        "schedule_backup 60m never - - DATE -",
                        "collect_statistics 60m never - - DATE -");

        run();
        hold(TaskName.of("remove_snapshots"), "other-host:7");
        assertThat(run("--list")).isZero();

        assertThat(lines().get(1)).isEqualTo("process_vms 1m DATE TOOK processed: 0, errors: 0 DATE -");
        assertThat(lines().get(2))
                .matches("remove_snapshots 60m DATE TOOK processed: 0, errors: 0 DATE other-host:7 for \\d+s");
    }

    @Test
    void disabledTask_isShownAsSuch_andRunsByNameOnly() throws IOException {
        config = panel.config(dir, "interval.remove_snapshots = 0", "interval.process_vms = 30s");

        assertThat(run()).isZero();
        assertThat(lines()).noneSatisfy(line -> assertThat(line).contains("remove_snapshots"));
        assertThat(run("--list")).isZero();
        assertThat(lines().get(1)).startsWith("process_vms 30s DATE");
        assertThat(lines().get(2)).isEqualTo("remove_snapshots disabled never - - - -");
        assertThat(run("--run-task=remove_snapshots")).isZero();
    }

    @Test
    void clearLocks_leavesLiveOnes_unlessForced_andRecordsWho() {
        hold(TaskName.of("remove_snapshots"), "other-host:7");

        assertThat(run("--clear-locks")).isZero();
        assertThat(lines().get(0)).isEqualTo("0 locks cleared");
        assertThat(lines().get(1))
                .matches("\\[remove_snapshots] still locked by other-host:7 for \\d+s \\(--force clears it too\\)");

        assertThat(run("--clear-locks", "--force")).isZero();
        assertThat(lines().get(0))
                .matches("\\[remove_snapshots] Lock cleared by jane \\(cron --clear-locks --force\\), was other-host:7"
                        + " for \\d+s");
        assertThat(lines().get(1)).isEqualTo("1 locks cleared");
        run("--list");
        assertThat(lines())
                .last()
                .isEqualTo("remove_snapshots: lock of other-host:7 cleared DATE by jane (cron --clear-locks --force)");
    }

    @Test
    void quiet_printsNothingWhenAllIsWell() {
        assertThat(run("--quiet")).isZero();
        assertThat(run("--quiet")).isZero();
        assertThat(run("--clear-locks", "--quiet")).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(errors()).isEmpty();
    }

    @Test
    void help_namesEveryOption_andNeedsNoFile() {
        config = dir.resolve("none");

        assertThat(run("--help")).isZero();

        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .contains("--run-task=NAME", "--list", "--clear-locks", "--force", "--config FILE", "--verbose")
                .contains("--quiet", "--debug", "--help", "Exit code", "SIGTERM", "crontab");
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void wrongFlags_areAllTold() {
        assertThat(run("--lst", "--force", "--quiet", "--verbose", "--run-task=", "--list", "--clear-locks"))
                .isEqualTo(2);

        assertThat(errors().lines())
                .containsExactly(
                        "cron: option --lst: unknown (expected: one of --run-task=NAME, --list, --clear-locks, --force,"
                                + " --config FILE, --verbose, --quiet, --debug, --help)",
                        "cron: option --run-task: no value (expected: the name of a task, see --list)",
                        "cron: options --list --clear-locks: together (expected: one of them)",
                        "cron: option --quiet: beside --verbose (expected: one of the two)",
                        "cron: --help lists what it takes");
        assertThat(run("--force")).isEqualTo(2);
        assertThat(errors()).contains("option --force: without --clear-locks (expected: --clear-locks --force)");
        assertThat(run("--run-task=Bad Name")).isEqualTo(2);
    }

    @Test
    void wrongFile_isToldWithEveryFault_andNoSecret() throws IOException {
        config = panel.config(
                dir, "interval.process_vms = 5", "zone = Mars", "colour = red", "store.password.env = hunter2");

        assertThat(run("--list")).isEqualTo(2);

        assertThat(errors())
                .contains(
                        "interval.process_vms: \"5\" (expected: a number with s, m or h, such as 50s, or 0 for never)")
                .contains("key zone again")
                .contains("colour: unknown key")
                .contains("store.password.env: (not shown)")
                .doesNotContain("hunter2");
        config = dir.resolve("missing.properties");
        assertThat(run("--list")).isEqualTo(2);
        assertThat(errors())
                .contains("is not there (expected: a readable text file, examples/cron.properties is a sample)");
    }

    @Test
    void file_isFoundByTheEnvironment() {
        Map<String, String> environment = new java.util.HashMap<>(panel.environment());
        environment.put("VMLIFECYCLE_CRON", config.toString());

        assertThat(run(environment, "--list")).as(errors()).isZero();
    }

    @Test
    void databaseThatIsNotThere_isAFailure_notAWrongCall() throws IOException {
        config = panel.config(dir);
        String text =
                java.nio.file.Files.readString(config).replaceAll("store.url = .*", "store.url = jdbc:nosuch:thing");
        java.nio.file.Files.writeString(config, text);

        assertThat(run("--list")).isEqualTo(1);

        assertThat(errors()).startsWith("cron: store.url: no connection").hasLineCount(1);
    }

    @Test
    void sampleFile_isAccepted() {
        config = Path.of("cron.properties");

        assertThat(run(Map.of("PVE_TOKEN_SECRET", "x", "STORE_PASSWORD", "y"), "--list"))
                .isEqualTo(1);

        assertThat(errors()).contains("store.url: no connection").doesNotContain("unknown");
    }
}

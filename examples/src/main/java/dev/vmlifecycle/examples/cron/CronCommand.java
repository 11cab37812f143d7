package dev.vmlifecycle.examples.cron;

import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskRun;
import dev.vmlifecycle.schedule.TaskStatus;
import dev.vmlifecycle.schedule.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The scheduled tasks as a command for cron. */
public final class CronCommand {
    /** Longer than any step may take to end; what lasts longer is killed by whoever sent the signal. */
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final CronOptions options;
    private final Console console;
    private final CronConfig config;

    private CronCommand(CronOptions options, Console console, CronConfig config) {
        this.options = options;
        this.console = console;
        this.config = config;
    }

    /**
     * Runs it.
     *
     * @param args see {@code --help}
     * @param console where it prints, and where secrets come from
     * @return 0 when done, 1 for a task with errors, 2 for a wrong call
     */
    public static int run(String[] args, Console console) {
        CountDownLatch finished = new CountDownLatch(1);
        try {
            return CommandFailure.guard(
                    "cron",
                    console,
                    CronOptions.debug(args),
                    () -> execute(CronOptions.parse(args), console, finished));
        } finally {
            finished.countDown();
        }
    }

    private static void execute(CronOptions options, Console console, CountDownLatch finished) {
        if (options.action() == CronOptions.Action.HELP) {
            CronHelp.lines().forEach(console::say);
            return;
        }
        CronConfig config = CronConfig.read(options.config(), console);
        try (CronSession session = CronSession.open(config, options.quiet(), console)) {
            Thread end = new Thread(() -> stop(session, options, console, finished), "cron-end");
            Runtime.getRuntime().addShutdownHook(end);
            try {
                new CronCommand(options, console, config).act(session.tasks());
            } finally {
                forget(end);
            }
        }
    }

    /** On SIGTERM and SIGINT: the JVM ends as soon as this does, so it waits for the main thread to give its locks back. */
    private static void stop(CronSession session, CronOptions options, Console console, CountDownLatch finished) {
        session.stop(() -> {
            if (!options.quiet()) {
                console.say("asked to end: finishing the step under way");
            }
        });
        try {
            if (!finished.await(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread end) {
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException e) {
            // it is running: the process was asked to end
            Thread.onSpinWait();
        }
    }

    private void act(Tasks tasks) {
        switch (options.action()) {
            case RUN_TASK -> runTask(tasks, options.task().orElseThrow());
            case LIST -> StatusTable.lines(tasks.list(), config.times().zone()).forEach(console::say);
            case CLEAR_LOCKS -> clearLocks(tasks);
            default -> runDue(tasks);
        }
    }

    private void runDue(Tasks tasks) {
        List<TaskRun> ran = tasks.runDue();
        if (ran.isEmpty() && !options.quiet()) {
            console.say("nothing to do (--list shows when)");
        }
        judge(ran);
    }

    private void runTask(Tasks tasks, TaskName name) {
        Optional<TaskRun> ran;
        try {
            ran = tasks.run(name);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("option --run-task: " + name + " (expected: one of "
                    + tasks.list().stream().map(TaskStatus::name).toList() + ")");
        }
        judge(ran.stream().toList());
    }

    private static void judge(List<TaskRun> ran) {
        List<String> faults = ran.stream()
                .filter(run -> run.result().errors() > 0 || run.lost())
                .map(run -> "task " + run.name() + ": errors: " + run.result().errors()
                        + (run.lost() ? ", lock lost" : "")
                        + (run.result().details().isEmpty()
                                ? ""
                                : ": " + String.join("; ", run.result().details())))
                .toList();
        if (!faults.isEmpty()) {
            throw CommandFailure.failed(faults);
        }
    }

    private void clearLocks(Tasks tasks) {
        String by = console.variable("USER").orElse("somebody") + " (cron --clear-locks"
                + (options.force() ? " --force)" : ")");
        List<Tasks.ClearedLock> cleared = tasks.clearLocks(options.force() ? Tasks.Clear.ALL : Tasks.Clear.STALE, by);
        if (!options.quiet()) {
            console.say(cleared.size() + " locks cleared");
            tasks.list()
                    .forEach(status -> status.lock()
                            .ifPresent(lock -> console.say("[" + status.name() + "] still locked by " + lock.owner()
                                    + " for " + lock.age().toSeconds() + "s (--force clears it too)")));
        }
    }
}

package dev.vmlifecycle.examples.cron;

import java.util.List;

/** What {@code --help} prints. */
final class CronHelp {
    private static final String TEXT = """
        Runs the scheduled tasks of vm-lifecycle: what is due, each at most once per interval.

        usage: cron [--run-task=NAME | --list | --clear-locks [--force]] [--config FILE]
                    [--quiet | --verbose] [--debug]
        with Maven: mvn -q -pl examples -am compile exec:java
                        -Dexec.mainClass=dev.vmlifecycle.examples.Cron -Dexec.args="--help"

        In a crontab, on every host that shares the database:
          * * * * *  cd /etc/panel && java -cp ... dev.vmlifecycle.examples.Cron --quiet

        Without options all tasks that are due are run. Starting it every minute, on several
        hosts, while an earlier one still runs, is safe: a task runs on one host at a time, and
        a VM is worked on by one process at a time.

          --run-task=NAME run this task now, whatever its interval, also a disabled one. While
                          another process runs it, nothing is done.
          --list          show the tasks: last run and result, next due time, lock.
          --clear-locks   take away stale locks: of processes that are gone, or silent for the
                          lock time-out. With --force live ones too; their run stops at its
                          next sign of life. It is recorded who did that.
          --config FILE   "key = value" lines; examples/cron.properties is a sample that
                          explains every key. Without it the variable VMLIFECYCLE_CRON names
                          the file, or else it is cron.properties in the working directory.
          --verbose       print every line as it happens (the default).
          --quiet         print failures only, so that cron mails when something is wrong.
          --debug         print stack traces of failures.
          --help          this text.

        The tasks:
          process_vms         1m   deploys, package changes, terminations, restores, DNS
          remove_snapshots    60m  snapshots older than their package's lifetime
          restore_backup      5m   watches restores
          backup_status       5m   watches backups, keeps as many as the package says
          schedule_backup     60m  starts backups that are due
          collect_statistics  60m  counts bytes in and out
        --list shows all that this program has.

        SIGTERM and SIGINT: the step under way is finished, no other is begun, the lock is
        given back. SIGKILL: the next run on the same host takes the lock over at once, on
        another host after the lock time-out (600 s).

        Exit code: 0 done, also when nothing was due or another process is at it; 1 a task had
        errors or could not be run; 2 the command or its file is wrong; 143 (130) after
        SIGTERM (SIGINT).
        """;

    private CronHelp() {}

    static List<String> lines() {
        return TEXT.lines().toList();
    }
}

package dev.vmlifecycle.examples.cron;

import dev.vmlifecycle.examples.config.Connection;
import dev.vmlifecycle.examples.config.ConnectionKeys;
import dev.vmlifecycle.examples.config.Keys;
import dev.vmlifecycle.examples.config.PoolKeys;
import dev.vmlifecycle.examples.config.SecretKeys;
import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.schedule.Interval;
import dev.vmlifecycle.schedule.TaskName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cron command is told.
 *
 * @param cluster the name placements use
 * @param connection how to reach it
 * @param database where the rows are
 * @param pools the address pools
 * @param times intervals, budget, time-outs
 */
record CronConfig(String cluster, Connection connection, Database database, List<IpPool> pools, Times times) {
    private static final Path DEFAULT = Path.of("cron.properties");
    private static final String VARIABLE = "VMLIFECYCLE_CRON";
    private static final String SPAN = "a number with s, m or h, such as 50s";
    private static final List<TaskName> TASKS = List.of(
            TaskName.of("process_vms"),
            TaskName.of("remove_snapshots"),
            TaskName.of("restore_backup"),
            TaskName.of("backup_status"),
            TaskName.of("schedule_backup"),
            TaskName.of("collect_statistics"));

    /**
     * A database.
     *
     * @param url its JDBC URL
     * @param user who connects, possibly empty
     * @param password the password
     */
    record Database(String url, String user, Optional<Secret> password) {}

    /**
     * Times.
     *
     * @param budget how long {@code process_vms} ticks
     * @param lockTimeout when a silent task's lock is stale
     * @param settle how long a lost call may still take effect
     * @param zone the zone of the times shown, and of schedules by wall clock
     * @param intervals of tasks that differ from their defaults
     */
    record Times(
            Duration budget, Duration lockTimeout, Duration settle, ZoneId zone, Map<TaskName, Interval> intervals) {}

    /** Reads a file; throws with every fault that is in it. */
    static CronConfig read(Optional<Path> named, Console console) {
        Path file = named.or(() -> console.variable(VARIABLE).map(Path::of)).orElse(DEFAULT);
        Keys keys = Keys.of(String.valueOf(file.getFileName()), lines(file));
        SecretKeys secrets = new SecretKeys(keys, console);
        Optional<Connection> connection = new ConnectionKeys(keys, secrets).read();
        String cluster =
                keys.maybe("cluster", "a name of your own", text -> text).orElse("cluster");
        Optional<String> url =
                keys.need("store.url", "a JDBC URL, such as jdbc:postgresql://db.example.net/panel", CronConfig::jdbc);
        String user = keys.maybe("store.user", "a user name", text -> text).orElse("");
        Optional<Secret> password = secrets.maybe("store.password");
        List<IpPool> pools = new ArrayList<>();
        PoolKeys.v4(keys).ifPresent(pools::add);
        PoolKeys.v6(keys).ifPresent(pools::add);
        Times times = times(keys);
        keys.finish();
        return new CronConfig(
                cluster, connection.orElseThrow(), new Database(url.orElseThrow(), user, password), pools, times);
    }

    private static Times times(Keys keys) {
        Map<TaskName, Interval> intervals = new LinkedHashMap<>();
        for (TaskName task : TASKS) {
            keys.maybe("interval." + task, SPAN + ", or 0 for never", CronConfig::interval)
                    .ifPresent(interval -> intervals.put(task, interval));
        }
        return new Times(
                keys.maybe("budget", SPAN, CronConfig::span).orElse(Duration.ofSeconds(50)),
                keys.maybe("lock.timeout", SPAN, CronConfig::span).orElse(Duration.ofMinutes(10)),
                keys.maybe("settle", SPAN + ", or 0", CronConfig::spanOrNone).orElse(Duration.ofMinutes(1)),
                keys.maybe("zone", "a time zone, such as Europe/Amsterdam", CronConfig::zone)
                        .orElse(ZoneId.systemDefault()),
                intervals);
    }

    private static String jdbc(String text) {
        if (!text.startsWith("jdbc:")) {
            throw new IllegalArgumentException("url: " + text);
        }
        return text;
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone: " + text, e);
        }
    }

    private static Interval interval(String text) {
        return text.equals("0") ? Interval.disabled() : Interval.of(span(text));
    }

    private static Duration spanOrNone(String text) {
        return text.equals("0") ? Duration.ZERO : span(text);
    }

    private static Duration span(String text) {
        if (!text.matches("[1-9]\\d{0,5}[smh]")) {
            throw new IllegalArgumentException("span: " + text);
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            String why = Files.exists(file) ? "unreadable" : "not there";
            throw CommandFailure.usage("option --config: " + file + " is " + why
                    + " (expected: a readable text file, examples/cron.properties is a sample)");
        }
    }
}

package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.backup.BackupQuota;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupSchedule;
import dev.vmlifecycle.backup.BackupState;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import dev.vmlifecycle.proxmox.simulator.Traffic;
import dev.vmlifecycle.schedule.Interval;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.traffic.BillingPeriod;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficQuality;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sixty days of backups and traffic on two hosts. 50 VMs; the profile {@code soak} takes 500. */
class SixtyDaysOfBackupsTest {
    private static final int VMS = Integer.getInteger("soak.vms", 50);
    private static final int KEPT = 3;
    private static final Duration COLLECT = Duration.ofHours(12);
    private static final StorageId SHARED = StorageId.of("shared1");
    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC, ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kolkata"), ZoneId.of("America/New_York"));

    private final SixtyDays days = new SixtyDays(
            VMS,
            pkg -> pkg.backups(BackupQuota.keep(KEPT)),
            // every hour is shown by TrafficTaskTest; here it would take most of the time
            tasks -> tasks.interval(TaskName.of("collect_statistics"), Interval.of(COLLECT)));
    private final Random random = new Random(11);
    private final List<Flow> flows = new ArrayList<>();

    /** What a VM sends from an instant on. */
    private record Flow(int vm, Instant from, long bytesPerSecond) {}

    private BackupSchedule schedule(int vm) {
        Map<DayOfWeek, LocalTime> times = new EnumMap<>(DayOfWeek.class);
        for (int i = 0; i < 2; i++) {
            times.put(DayOfWeek.of(1 + random.nextInt(7)), LocalTime.of(random.nextInt(24), 15 * random.nextInt(4)));
        }
        return new BackupSchedule(times, Optional.of(ZONES.get(vm % ZONES.size())), SHARED, BackupMode.SNAPSHOT);
    }

    /** Each VM's traffic changes twelve times in the sixty days, always on a half-hour. */
    private void customers(Instant now) {
        boolean halfHour = now.getEpochSecond() % 1800 == 0;
        for (int vm = 0; halfHour && vm < VMS; vm++) {
            if (random.nextInt(240) == 0) {
                flow(vm, 100L * random.nextInt(10_000), now);
            }
        }
    }

    private void flow(int vm, long bytesPerSecond, Instant now) {
        flows.add(new Flow(vm, now, bytesPerSecond));
        days.world.sim.advanceTo(now);
        days.world.sim.operator().traffic(days.qemu(vm).vmid().value(), Traffic.network(0, (double) bytesPerSecond));
    }

    private long truth(int vm, Instant until) {
        long sum = 0;
        Instant since = until;
        for (int i = flows.size() - 1; i >= 0; i--) {
            Flow flow = flows.get(i);
            if (flow.vm() == vm && flow.from().isBefore(since)) {
                sum += flow.bytesPerSecond()
                        * Duration.between(flow.from(), since).toSeconds();
                since = flow.from();
            }
        }
        return sum;
    }

    /** The days of the schedule whose time came between two instants. */
    private static Set<LocalDate> due(BackupSchedule schedule, Instant from, Instant to) {
        Set<LocalDate> dates = new HashSet<>();
        ZoneId zone = schedule.zone().orElseThrow();
        for (LocalDate day = from.atZone(zone).toLocalDate();
                !day.isAfter(to.atZone(zone).toLocalDate());
                day = day.plusDays(1)) {
            LocalTime time = schedule.times().get(day.getDayOfWeek());
            if (time != null && !day.atTime(time).atZone(zone).toInstant().isAfter(to)) {
                dates.add(day);
            }
        }
        return dates;
    }

    @Test
    void backupsRemovalsAndBytes_areAsExpected_onceEach() {
        SixtyDays.alignTo(days, Duration.ofMinutes(30));
        Instant begin = days.world.clock.instant();
        VmLifecycle host = days.hosts.get(1);
        for (int vm = 0; vm < VMS; vm++) {
            host.backups().schedule(SixtyDays.key(vm), schedule(vm));
        }

        days.run(this::customers);

        Instant end = days.world.clock.instant();
        int made = 0;
        int kept = 0;
        for (int vm = 0; vm < VMS; vm++) {
            List<BackupRecord> records = host.backups().list(SixtyDays.key(vm));
            BackupSchedule schedule = host.backups().schedule(SixtyDays.key(vm)).orElseThrow();
            Set<LocalDate> backedUp = new HashSet<>();
            records.forEach(
                    record -> assertThat(backedUp.add(record.wish().day().orElseThrow()))
                            .as("once a day")
                            .isTrue());
            Set<LocalDate> surely = due(schedule, begin, end.minus(Duration.ofMinutes(90)));
            // one whose time came in the last hour of its day, between two runs, is not made up for
            surely.removeIf(day -> Objects.requireNonNull(schedule.times().get(day.getDayOfWeek()))
                    .isAfter(LocalTime.of(22, 50)));
            assertThat(backedUp).as("vm %d: %s", vm, schedule).containsAll(surely);
            assertThat(due(schedule, begin, end)).containsAll(backedUp);
            assertThat(records)
                    .filteredOn(record -> record.wish().at().isBefore(end.minus(Duration.ofHours(2))))
                    .allMatch(record -> record.progress().state() == BackupState.DONE);
            made += records.size();
            int archives = host.backups().archives(SixtyDays.key(vm)).size();
            assertThat(archives).isBetween(1, KEPT + 1);
            kept += archives;
        }
        long tasks = count("vzdump");
        long removed = count("imgdel");
        long ledgered = traffic(host, end);
        days.report().forEach(System.out::println);
        System.out.printf(
                "backups: %d made, %d removed, %d there; traffic: %,d bytes%n", made, removed, kept, ledgered);

        assertThat(tasks).as("each started once").isEqualTo(made);
        assertThat(removed).as("each removed once").isEqualTo(made - kept);
        assertThat(made).isGreaterThan(VMS * 10);
        assertThat(days.sums.values()).allSatisfy(sum -> assertThat(sum.errors).isZero());
    }

    private long count(String type) {
        return days.world.snapshot().tasks().stream()
                .filter(task -> task.type().equals(type))
                .count();
    }

    /** Each VM's ledger against what it sent until then: equal, but for the bytes of its first minute. */
    private long traffic(VmLifecycle host, Instant end) {
        long all = 0;
        for (int vm = 0; vm < VMS; vm++) {
            Instant until = host.traffic().countedTo(SixtyDays.key(vm)).orElseThrow();
            assertThat(Duration.between(until, end)).isLessThan(COLLECT.plus(Duration.ofMinutes(110)));
            List<TrafficInterval> ledger =
                    host.traffic().intervals(SixtyDays.key(vm), new BillingPeriod(Instant.EPOCH, end));
            long bytes = ledger.stream().mapToLong(line -> line.out().bytes()).sum();
            long expected = truth(vm, until);
            assertThat(bytes).as("vm %d until %s", vm, until).isEqualTo(expected);
            assertThat(ledger).noneMatch(line -> line.quality() == TrafficQuality.GAP);
            all += bytes;
        }
        return all;
    }
}

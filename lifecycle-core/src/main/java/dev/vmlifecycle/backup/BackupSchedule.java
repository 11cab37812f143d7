package dev.vmlifecycle.backup;

import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a VM is backed up by itself: on which weekdays, at what time, by which clock.
 *
 * <p>A backup is due from its time on until the day is over; what was missed by then is not made up for. Where clocks are put
 * forward, a time that the day leaves out comes that much later; where they are put back, a time that comes twice counts at its first
 * coming.
 *
 * @param times local time by weekday; at least one, minutes count
 * @param zone whose days and times; empty = the facade's
 * @param storage where archives go
 * @param mode how a running guest is treated
 */
public record BackupSchedule(
        Map<DayOfWeek, LocalTime> times, Optional<ZoneId> zone, StorageId storage, BackupMode mode) {

    /**
     * Copies the map.
     *
     * @param times see above
     * @param zone see above
     * @param storage see above
     * @param mode see above
     * @throws IllegalArgumentException when there is no weekday, or a time has seconds
     */
    public BackupSchedule {
        if (times.isEmpty()) {
            throw new IllegalArgumentException("backup schedule: no weekday (expected: at least one)");
        }
        for (LocalTime time : times.values()) {
            if (time.getSecond() != 0 || time.getNano() != 0) {
                throw new IllegalArgumentException("backup time: " + time + " (expected: whole minutes)");
            }
        }
        times = Map.copyOf(times);
    }

    /**
     * Every day at one time, by the facade's zone, while the guest runs on.
     *
     * @param time local time
     * @param storage where archives go
     * @return the schedule
     */
    public static BackupSchedule daily(LocalTime time, StorageId storage) {
        Map<DayOfWeek, LocalTime> all = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            all.put(day, time);
        }
        return new BackupSchedule(all, Optional.empty(), storage, BackupMode.SNAPSHOT);
    }

    /**
     * The same by another clock.
     *
     * @param value the zone
     * @return a copy
     */
    public BackupSchedule in(ZoneId value) {
        return new BackupSchedule(times, Optional.of(value), storage, mode);
    }

    /**
     * For which day a backup is due.
     *
     * @param now the present
     * @param otherwise the zone when the schedule names none
     * @return today's date, when today has a time and it has come
     */
    public Optional<LocalDate> due(Instant now, ZoneId otherwise) {
        ZoneId clock = zone.orElse(otherwise);
        LocalDate today = now.atZone(clock).toLocalDate();
        return Optional.ofNullable(times.get(today.getDayOfWeek()))
                .filter(time ->
                        !ZonedDateTime.of(today, time, clock).toInstant().isAfter(now))
                .map(time -> today);
    }
}

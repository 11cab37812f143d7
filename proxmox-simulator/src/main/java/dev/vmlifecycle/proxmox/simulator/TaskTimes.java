package dev.vmlifecycle.proxmox.simulator;

import java.time.Duration;
import java.util.Map;

/**
 * How long tasks take.
 *
 * @param linkedClone a linked clone; 400 ms unless set
 * @param copyPerGib copying one GiB of disk, added to clones and migrations; 500 ms unless set
 * @param config a configuration write as a task; 200 ms unless set
 * @param resize growing a disk; 200 ms unless set
 * @param start starting a VM; 2 s unless set
 * @param stop stopping a VM hard; 1.4 s unless set
 * @param migrate the fixed part of an offline migration; 2 s unless set
 * @param destroy destroying a VM; 400 ms unless set
 * @param backup a backup; 3 s unless set
 * @param other everything else; 200 ms unless set
 */
public record TaskTimes(
        Duration linkedClone,
        Duration copyPerGib,
        Duration config,
        Duration resize,
        Duration start,
        Duration stop,
        Duration migrate,
        Duration destroy,
        Duration backup,
        Duration other) {

    /** {@return the defaults, near the recorded times for small disks} */
    public static TaskTimes recorded() {
        return new TaskTimes(
                millis(400),
                millis(500),
                millis(200),
                millis(200),
                millis(2000),
                millis(1400),
                millis(2000),
                millis(400),
                millis(3000),
                millis(200));
    }

    /**
     * {@return the defaults with another time for starting}
     *
     * @param time the new time
     */
    public TaskTimes withStart(Duration time) {
        return new TaskTimes(linkedClone, copyPerGib, config, resize, time, stop, migrate, destroy, backup, other);
    }

    /**
     * {@return the same times with other ones for clones}
     *
     * @param linked a linked clone
     * @param perGib copying one GiB
     */
    public TaskTimes withClone(Duration linked, Duration perGib) {
        return new TaskTimes(linked, perGib, config, resize, start, stop, migrate, destroy, backup, other);
    }

    /**
     * {@return the same times with another one for migrations}
     *
     * @param time the fixed part
     */
    public TaskTimes withMigrate(Duration time) {
        return new TaskTimes(linkedClone, copyPerGib, config, resize, start, stop, time, destroy, backup, other);
    }

    /**
     * {@return the same times with another one for backups}
     *
     * @param time the whole backup
     */
    public TaskTimes withBackup(Duration time) {
        return new TaskTimes(linkedClone, copyPerGib, config, resize, start, stop, migrate, destroy, time, other);
    }

    /** The times by type of task; the empty name stands for every other type. */
    Map<String, TaskDuration> byType() {
        return Map.ofEntries(
                Map.entry("qmclone", TaskDuration.fixed(linkedClone).plusPerGib(copyPerGib)),
                Map.entry("qmmove", TaskDuration.fixed(other).plusPerGib(copyPerGib)),
                Map.entry("qmrestore", TaskDuration.fixed(other).plusPerGib(copyPerGib)),
                Map.entry("imgcopy", TaskDuration.fixed(other).plusPerGib(copyPerGib)),
                Map.entry("download", TaskDuration.fixed(other).plusPerGib(copyPerGib)),
                Map.entry("qmconfig", TaskDuration.fixed(config)),
                Map.entry("resize", TaskDuration.fixed(resize)),
                Map.entry("qmstart", TaskDuration.fixed(start)),
                Map.entry("qmstop", TaskDuration.fixed(stop)),
                Map.entry("qmigrate", TaskDuration.fixed(migrate).plusPerGib(copyPerGib)),
                Map.entry("qmdestroy", TaskDuration.fixed(destroy)),
                Map.entry("vzdump", TaskDuration.fixed(backup)),
                Map.entry("", TaskDuration.fixed(other)));
    }

    private static Duration millis(long amount) {
        return Duration.ofMillis(amount);
    }
}

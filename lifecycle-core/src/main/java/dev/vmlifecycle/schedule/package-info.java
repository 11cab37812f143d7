/**
 * Scheduled tasks: when they are due, who runs them among several hosts, what came of them. The host schedules; any timer will do.
 *
 * <p>It knows no virtual machine and no Proxmox; a host may add tasks of its own. Start reading at {@link
 * dev.vmlifecycle.schedule.Tasks}, then {@link dev.vmlifecycle.schedule.ScheduledTask}; persistence is the port {@link
 * dev.vmlifecycle.schedule.ScheduleStore}.
 */
@NullMarked
package dev.vmlifecycle.schedule;

import org.jspecify.annotations.NullMarked;

package dev.vmlifecycle.proxmox.task;

import dev.vmlifecycle.proxmox.Upid;
import java.time.Instant;
import java.util.Optional;

/**
 * A row of a node's task list; what it is, whose and since when is in its UPID.
 *
 * @param upid the task
 * @param endTime by the node's clock, absent while it runs
 * @param status run state and outcome
 */
public record TaskSummary(Upid upid, Optional<Instant> endTime, TaskStatus status) {}

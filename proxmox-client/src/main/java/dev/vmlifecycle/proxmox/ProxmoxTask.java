package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.NotFoundException.Missing;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.internal.Answer;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.TaskReader;
import dev.vmlifecycle.proxmox.task.Percent;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A task under way, or one that needed none: some calls are done at once and give no UPID. Save the UPID before waiting;
 * {@link ProxmoxClient#task(Upid)} brings the handle back.
 *
 * <p>Its node is asked, wherever the VM is by now. Methods throw {@code ProxmoxException}. Immutable and thread-safe.
 */
public final class ProxmoxTask {

    private static final int LOG_TAIL = 50;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Api api;
    private final Optional<Upid> upid;

    private ProxmoxTask(Api api, Optional<Upid> upid) {
        this.api = api;
        this.upid = upid;
    }

    static ProxmoxTask of(Api api, Upid upid) {
        return new ProxmoxTask(api, Optional.of(upid));
    }

    static ProxmoxTask of(Api api, Answer answer) {
        return new ProxmoxTask(api, answer.parseOptionalText(Upid::parse));
    }

    /** {@return the handle to save, absent when the call was done at once} */
    public Optional<Upid> upid() {
        return upid;
    }

    /** {@return run state and outcome; unknown when its node does not know it (any more); OK at once without a UPID} */
    public TaskStatus status() {
        return upid.map(this::status).orElseGet(() -> TaskStatus.stopped(new TaskOutcome.Ok()));
    }

    /**
     * {@return the last lines of its log, oldest first; none when there is no log}
     *
     * @param lines how many at most
     */
    public List<String> logTail(int lines) {
        return upid.map(id -> logTail(id, lines)).orElse(List.of());
    }

    /** {@return the share done, where its log tells} */
    public Optional<Percent> progress() {
        return TaskReader.progress(logTail(LOG_TAIL));
    }

    /** Aborts it, which is no undo; does nothing when it ended. */
    public void stop() {
        upid.ifPresent(id -> api.delete(path(id), List.of()));
    }

    /**
     * {@return the exception for a status that is a failure, with the tail of the log; absent otherwise}
     *
     * @param status of this task
     */
    public Optional<TaskFailedException> failure(TaskStatus status) {
        if (upid.isPresent() && status.outcome().orElse(null) instanceof TaskOutcome.Failed failed) {
            return Optional.of(ProxmoxErrors.forTask(upid.get(), failed.text(), logTail(LOG_TAIL)));
        }
        return Optional.empty();
    }

    /**
     * Waits for its end, asking after 0.25 s and then less and less often, every 5 s at last.
     *
     * @param timeout the longest to wait
     * @param sleeper how to wait
     * @param listener told each status, the last one too
     * @return the last status: ended well, ended nobody knows how, or still running when the time was over
     * @throws TaskFailedException when it failed
     * @throws InterruptedException when interrupted meanwhile; the task goes on
     */
    public TaskStatus await(Duration timeout, Sleeper sleeper, Consumer<TaskStatus> listener)
            throws InterruptedException {
        Instant end = api.clock().instant().plus(timeout);
        Duration slept = Duration.ZERO;
        Duration pause = FIRST_PAUSE;
        TaskStatus status = tell(listener);
        while (status.isRunning()
                && slept.compareTo(timeout) < 0
                && api.clock().instant().isBefore(end)) {
            sleeper.sleep(pause);
            slept = slept.plus(pause);
            pause = longer(pause);
            status = tell(listener);
        }
        Optional<TaskFailedException> failure = failure(status);
        if (failure.isPresent()) {
            throw failure.get();
        }
        return status;
    }

    @Override
    public String toString() {
        return upid.map(Upid::toString).orElse("done at once");
    }

    private TaskStatus status(Upid id) {
        try {
            return TaskReader.status(api.get(path(id).child("/status")).object());
        } catch (NotFoundException e) {
            if (e.missing() != Missing.TASK) {
                throw e;
            }
            return TaskStatus.unknown("no such task");
        }
    }

    private List<String> logTail(Upid id, int lines) {
        Answer head = log(id, 0, lines);
        if (head.total() <= lines) {
            return texts(head);
        }
        return texts(log(id, head.total() - lines, lines));
    }

    private Answer log(Upid id, long start, int lines) {
        return api.get(path(id).child("/log"), Param.of("start", start), Param.of("limit", lines));
    }

    // an unknown log comes as an object instead of an array, which has no rows
    private static List<String> texts(Answer log) {
        return log.rowsOrNone().stream().map(row -> row.text("t").orElse("")).toList();
    }

    private TaskStatus tell(Consumer<TaskStatus> listener) {
        TaskStatus status = status();
        listener.accept(status);
        return status;
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(8).dividedBy(5);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    private static ApiPath path(Upid id) {
        return ApiPath.of("/nodes/{node}/tasks/{upid}", id.node(), id);
    }
}

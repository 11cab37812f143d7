package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.NotFoundException.Missing;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.error.TaskFailedException;
import dev.vmlifecycle.proxmox.internal.Answer;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.Redaction;
import dev.vmlifecycle.proxmox.internal.TaskReader;
import dev.vmlifecycle.proxmox.task.LogLine;
import dev.vmlifecycle.proxmox.task.LogPage;
import dev.vmlifecycle.proxmox.task.Percent;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A task under way, or one that needed none: some calls are done at once and give no UPID. Save the UPID before waiting;
 * {@link ProxmoxClient#task(Upid)} brings the handle back.
 *
 * <p>The secrets of the call that gave this handle are masked in its log and outcome. Its node is asked, wherever the VM is by now. Methods throw {@code ProxmoxException}. Immutable and thread-safe.
 */
public final class ProxmoxTask {

    private static final int LOG_TAIL = 50;
    private static final int LOG_PAGE = 500;
    // a node may not find a task it has just started
    private static final Duration NOT_KNOWN_YET = Duration.ofSeconds(5);

    private final Api api;
    private final Optional<Upid> upid;
    private final Redaction secrets;

    private ProxmoxTask(Api api, Optional<Upid> upid, Redaction secrets) {
        this.api = api;
        this.upid = upid;
        this.secrets = secrets;
    }

    static ProxmoxTask of(Api api, Upid upid) {
        return new ProxmoxTask(api, Optional.of(upid), Redaction.none());
    }

    static ProxmoxTask of(Api api, Answer answer) {
        return new ProxmoxTask(api, answer.textOrNull().map(text -> answer.parseText(Upid::parse)), answer.secrets());
    }

    /** {@return the handle to save, absent when the call was done at once} */
    public Optional<Upid> upid() {
        return upid;
    }

    /**
     * {@return run state and outcome; unknown when its node does not know it (any more), except in the first seconds after
     * its start; OK at once without a UPID}
     */
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

    /**
     * {@return a page of its log; an empty one when there is no log}
     *
     * @param from lines to skip
     * @param limit lines to give at most
     * @throws IllegalArgumentException when one is negative
     */
    public LogPage log(long from, int limit) {
        if (from < 0 || limit < 0) {
            throw new IllegalArgumentException("log: " + limit + " lines from " + from + " (expected: none negative)");
        }
        return upid.map(id -> TaskReader.log(log(id, from, limit), secrets)).orElse(LogPage.EMPTY);
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
            return Optional.of(ProxmoxErrors.forTask(upid.get(), failed.text(), tailIfAny()));
        }
        return Optional.empty();
    }

    /**
     * Waits for its end, asking after 0.25 s and then less and less often, every 5 s at last. A question that fails in a retryable way
     * is asked again as long as there is time.
     *
     * @param timeout the longest to wait
     * @param sleeper how to wait
     * @param listener told each status, the last one too
     * @return the last status: ended well, ended nobody knows how, or still running when the time was over
     * @throws TaskFailedException when it failed
     * @throws ProxmoxException when nobody could be asked until the time was over, or the question is refused for good
     * @throws InterruptedException when interrupted meanwhile; the task goes on
     */
    public TaskStatus await(Duration timeout, Sleeper sleeper, Consumer<TaskStatus> listener)
            throws InterruptedException {
        Pauses pauses = new Pauses(api.clock(), timeout, sleeper);
        Optional<ProxmoxException> hiccup = Optional.empty();
        TaskStatus status = TaskStatus.running();
        do {
            try {
                status = tell(listener);
                hiccup = Optional.empty();
            } catch (ProxmoxException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                // the task goes on all the same, and another host may answer the next question
                hiccup = Optional.of(e);
            }
        } while (status.isRunning() && pauses.next());
        if (hiccup.isPresent()) {
            throw hiccup.get();
        }
        Optional<TaskFailedException> failure = failure(status);
        if (failure.isPresent()) {
            throw failure.get();
        }
        return status;
    }

    /**
     * Waits for its end as {@link #await} does, and reads its log on the way.
     *
     * @param timeout the longest to wait
     * @param sleeper how to wait
     * @param listener told each line once, in order
     * @return the last status
     * @throws TaskFailedException when it failed
     * @throws InterruptedException when interrupted meanwhile; the task goes on
     */
    public TaskStatus follow(Duration timeout, Sleeper sleeper, Consumer<LogLine> listener)
            throws InterruptedException {
        AtomicLong told = new AtomicLong();
        return await(timeout, sleeper, status -> {
            try {
                tellNewLines(told, listener);
            } catch (ProxmoxException e) {
                // a log that cannot be read is no reason to stop waiting; its lines come with the next look
            }
        });
    }

    private void tellNewLines(AtomicLong told, Consumer<LogLine> listener) {
        LogPage page;
        do {
            page = log(told.get(), LOG_PAGE);
            page.lines().forEach(listener);
            told.addAndGet(page.lines().size());
        } while (page.lines().size() == LOG_PAGE);
    }

    /** Why the task failed is known already; that its log cannot be read must not hide it. */
    private List<String> tailIfAny() {
        try {
            return logTail(LOG_TAIL);
        } catch (ProxmoxException e) {
            return List.of("(log not readable: " + e.text() + ")");
        }
    }

    @Override
    public String toString() {
        return upid.map(Upid::toString).orElse("done at once");
    }

    private TaskStatus status(Upid id) {
        try {
            return TaskReader.status(api.get(path(id).child("/status")).object(), secrets);
        } catch (NotFoundException e) {
            if (e.missing() != Missing.TASK) {
                throw e;
            }
            Duration age = Duration.between(id.startTime(), api.clock().instant());
            return age.abs().compareTo(NOT_KNOWN_YET) < 0 ? TaskStatus.running() : TaskStatus.unknown("no such task");
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
        Param limit = Param.of("limit", lines);
        return start == 0
                ? api.get(path(id).child("/log"), limit)
                : api.get(path(id).child("/log"), Param.of("start", start), limit);
    }

    private List<String> texts(Answer log) {
        return TaskReader.log(log, secrets).lines().stream().map(LogLine::text).toList();
    }

    private TaskStatus tell(Consumer<TaskStatus> listener) {
        TaskStatus status = status();
        listener.accept(status);
        return status;
    }

    private static ApiPath path(Upid id) {
        return ApiPath.of("/nodes/{node}/tasks/{upid}", id.node(), id);
    }
}

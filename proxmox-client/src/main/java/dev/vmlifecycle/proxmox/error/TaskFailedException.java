package dev.vmlifecycle.proxmox.error;

import dev.vmlifecycle.proxmox.Upid;
import java.util.List;

/**
 * A task ended with an error.
 *
 * <p>Retryable when its {@link #reason()} is. It may have happened in part unless the reason says otherwise by its type;
 * read the state before the next try.
 */
public final class TaskFailedException extends ProxmoxException {

    private static final long serialVersionUID = 1L;

    private final transient Upid upid;
    /** Text of the node. */
    private final String exitStatus;

    private final transient List<String> logTail;
    /** The classified text. */
    private final ProxmoxException reason;

    TaskFailedException(Upid upid, String exitStatus, List<String> logTail, ProxmoxException reason) {
        super(ErrorContext.ofTask(upid + ": " + exitStatus));
        this.upid = upid;
        this.exitStatus = exitStatus;
        this.logTail = List.copyOf(logTail);
        this.reason = reason;
    }

    /** {@return the task} */
    public Upid upid() {
        return upid;
    }

    /** {@return the exit status as the node gave it; texts such as {@code migration aborted} hide the cause} */
    public String exitStatus() {
        return exitStatus;
    }

    /** {@return the last lines of the task's log, oldest first, where the cause is; may be empty} */
    public List<String> logTail() {
        return logTail;
    }

    /** {@return the exit status as the exception the same text would be as an answer} */
    public ProxmoxException reason() {
        return reason;
    }

    @Override
    public boolean isRetryable() {
        return reason.isRetryable();
    }

    @Override
    public boolean mayHaveHappened() {
        return reason instanceof ServerException || reason.mayHaveHappened();
    }
}

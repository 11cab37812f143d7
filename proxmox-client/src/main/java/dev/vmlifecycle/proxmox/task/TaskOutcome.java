package dev.vmlifecycle.proxmox.task;

/** How a task ended. */
public sealed interface TaskOutcome {

    /** It did what it was asked to. */
    record Ok() implements TaskOutcome {}

    /**
     * It did what it was asked to, and complains in its log. Counts as success, as it does for the server.
     *
     * @param count number of complaints
     */
    record Warnings(int count) implements TaskOutcome {}

    /**
     * It failed, perhaps half way.
     *
     * @param text the exit status; the cause may be in the log only
     */
    record Failed(String text) implements TaskOutcome {}

    /**
     * Nobody knows: it was killed, its node restarted, or its log is gone. Read the state of its subject instead.
     *
     * @param text what the server says
     */
    record Unknown(String text) implements TaskOutcome {}

    /** {@return whether it is {@link Ok} or {@link Warnings}} */
    default boolean isSuccess() {
        return this instanceof Ok || this instanceof Warnings;
    }

    /**
     * {@return the outcome an exit status stands for}
     *
     * @param exitStatus as the node gives it
     */
    static TaskOutcome parse(String exitStatus) {
        return ExitStatus.parse(exitStatus);
    }
}

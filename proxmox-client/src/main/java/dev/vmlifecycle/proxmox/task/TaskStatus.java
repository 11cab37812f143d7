package dev.vmlifecycle.proxmox.task;

import java.util.Optional;

/**
 * Whether a task runs, and how it ended.
 *
 * @param outcome absent while it runs
 */
public record TaskStatus(Optional<TaskOutcome> outcome) {

    /** {@return the status of a task under way} */
    public static TaskStatus running() {
        return new TaskStatus(Optional.empty());
    }

    /**
     * {@return the status of a task that ended}
     *
     * @param outcome how
     */
    public static TaskStatus stopped(TaskOutcome outcome) {
        return new TaskStatus(Optional.of(outcome));
    }

    /**
     * {@return the status of a task nobody knows any more}
     *
     * @param text what the server says
     */
    public static TaskStatus unknown(String text) {
        return stopped(new TaskOutcome.Unknown(text));
    }

    /** {@return whether it is under way} */
    public boolean isRunning() {
        return outcome.isEmpty();
    }

    /** {@return whether it ended well, with or without warnings} */
    public boolean isSuccess() {
        return outcome.filter(TaskOutcome::isSuccess).isPresent();
    }
}

package dev.vmlifecycle.engine;

/** How a run ended. */
public enum RunStatus {
    /** The pipeline reached its end. */
    SUCCESS,
    /** Paused for whatever reason; the error field says why when a step failed. */
    WAITING,
    /** Ended in a state that needs a human. */
    ERROR
}

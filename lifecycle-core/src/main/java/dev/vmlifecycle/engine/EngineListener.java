package dev.vmlifecycle.engine;

/**
 * Is told what happens. Called on the worker's thread, in order per subject, several subjects at a time: thread-safe and
 * quick. What it throws is logged and goes no further.
 */
@FunctionalInterface
public interface EngineListener {

    /**
     * Takes an event. All but {@link EngineEvent.Progress} are told after their commit.
     *
     * @param event the event
     */
    void on(EngineEvent event);
}

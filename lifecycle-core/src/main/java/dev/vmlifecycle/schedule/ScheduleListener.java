package dev.vmlifecycle.schedule;

/**
 * Is told what scheduled tasks do. Called on the thread of the run, several tasks at a time: thread-safe and quick. What it throws is
 * logged and goes no further.
 */
@FunctionalInterface
public interface ScheduleListener {

    /**
     * Takes an event.
     *
     * @param event the event
     */
    void on(ScheduleEvent event);
}

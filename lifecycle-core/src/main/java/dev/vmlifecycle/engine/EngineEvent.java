package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a listener is told. A closed set. */
public sealed interface EngineEvent {

    /**
     * The subject it is about.
     *
     * @return the key
     */
    String key();

    /**
     * A run has its first line; not told for a run that is folded into the one before.
     *
     * @param key the subject
     * @param title the pipeline's title
     * @param headline the subject in the host's words
     * @param state where the run began
     * @param at when it began
     */
    record RunOpened(String key, String title, String headline, String state, Instant at) implements EngineEvent {}

    /**
     * A step's outcome was recorded.
     *
     * @param key the subject
     * @param title the pipeline's title
     * @param mode how the line met the run log
     * @param line the line
     * @param number the run's number
     */
    record StepRecorded(String key, String title, RunWrite.Mode mode, StepLine line, long number)
            implements EngineEvent {}

    /**
     * A live line out of a running step. May repeat or be lost.
     *
     * @param key the subject
     * @param label the step's label
     * @param text the line
     * @param at when
     */
    record Progress(String key, String label, String text, Instant at) implements EngineEvent {}

    /**
     * The worker is through with a run that was opened.
     *
     * @param key the subject
     * @param title the pipeline's title
     * @param status how it stands; {@link RunStatus#WAITING} also when the budget is over
     * @param state where it stands
     * @param error why it failed; empty when it did not
     * @param took from the run's begin
     */
    record RunClosed(String key, String title, RunStatus status, String state, Optional<String> error, Duration took)
            implements EngineEvent {}

    /**
     * A durable event was committed.
     *
     * @param key the subject
     * @param type its stable name
     * @param text one line for people
     */
    record DurableAppended(String key, String type, String text) implements EngineEvent {}
}

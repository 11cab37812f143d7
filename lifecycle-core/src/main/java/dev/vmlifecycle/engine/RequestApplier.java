package dev.vmlifecycle.engine;

import java.util.List;
import java.util.Optional;

/**
 * Turns a request into the beginning of a pipeline. Called at a step boundary, on the worker's thread; it computes and calls
 * nothing outside. When it throws, the subject is put on hold with the reason and keeps its request.
 */
@FunctionalInterface
public interface RequestApplier {

    /**
     * Decides what a request starts.
     *
     * @param instance the subject as it stands
     * @param request what was asked
     * @return what to begin
     */
    Start apply(Instance instance, Request request);

    /**
     * The beginning of a pipeline, or the place in it where an operator sets it down.
     *
     * @param pipeline the pipeline
     * @param state where it stands then; empty = the pipeline's first state. A state at rest ends the subject there
     * @param subject the subject's document from now on
     * @param events durable events to write with it
     * @param commands subject tables to write with it
     */
    record Start(
            String pipeline,
            Optional<String> state,
            String subject,
            List<NewEvent> events,
            List<StoreCommand> commands) {

        /**
         * Copies the lists.
         *
         * @param pipeline see above
         * @param state see above
         * @param subject see above
         * @param events see above
         * @param commands see above
         */
        public Start {
            events = List.copyOf(events);
            commands = List.copyOf(commands);
        }

        /**
         * Begins a pipeline at its first state.
         *
         * @param pipeline the pipeline
         * @param subject the subject's document from now on
         * @param events durable events to write with it
         * @param commands subject tables to write with it
         */
        public Start(String pipeline, String subject, List<NewEvent> events, List<StoreCommand> commands) {
            this(pipeline, Optional.empty(), subject, events, commands);
        }
    }
}

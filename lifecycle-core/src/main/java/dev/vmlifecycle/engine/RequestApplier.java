package dev.vmlifecycle.engine;

import java.util.List;

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
     * The beginning of a pipeline.
     *
     * @param pipeline the pipeline; the subject goes to its first state
     * @param subject the subject's document from now on
     * @param events durable events to write with it
     * @param commands subject tables to write with it
     */
    record Start(String pipeline, String subject, List<NewEvent> events, List<StoreCommand> commands) {

        /**
         * Copies the lists.
         *
         * @param pipeline the pipeline; the subject goes to its first state
         * @param subject the subject's document from now on
         * @param events durable events to write with it
         * @param commands subject tables to write with it
         */
        public Start {
            events = List.copyOf(events);
            commands = List.copyOf(commands);
        }
    }
}

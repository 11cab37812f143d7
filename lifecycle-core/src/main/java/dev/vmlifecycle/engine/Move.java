package dev.vmlifecycle.engine;

import java.util.Optional;

/** What is to be done with a subject next. */
sealed interface Move<C> {

    /** A request may start now. */
    record Apply<C>(Request request) implements Move<C> {}

    /** An operator wants it to stand still. */
    record Stop<C>(Pause pause) implements Move<C> {}

    /** Nothing to do: at rest. */
    record Rest<C>() implements Move<C> {}

    /** This version cannot go on. */
    record Hold<C>(String reason) implements Move<C> {}

    /** A row's step. */
    record Run<C>(Pipeline<C> pipeline, Row<C> row) implements Move<C> {

        String nextState() {
            return pipeline.stateAfter(row);
        }
    }

    /** Micro-step: decides, from the row alone. */
    static <C> Move<C> of(Pipelines<C> pipelines, Instance instance) {
        Instance.Pointer at = instance.pointer();
        Optional<Pipeline<C>> pipeline = pipelines.find(at.pipeline());
        boolean atRest = pipeline.filter(known -> known.isRest(at.state())).isPresent();
        if (instance.isPaused()) {
            return new Stop<>(instance.pause().orElseThrow());
        }
        Optional<Request> startable =
                instance.request().filter(request -> instance.pause().isEmpty() && (atRest || request.preempts()));
        if (startable.isPresent()) {
            return new Apply<>(startable.get());
        }
        if (atRest) {
            return new Rest<>();
        }
        return pipeline.flatMap(known -> known.rowAfter(at.state()).map(row -> (Move<C>) new Run<>(known, row)))
                .orElseGet(() -> new Hold<>(
                        "no step after " + at.state() + " of pipeline " + at.pipeline() + " in this version"));
    }
}

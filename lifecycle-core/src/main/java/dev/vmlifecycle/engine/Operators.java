package dev.vmlifecycle.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What operators may do to a subject: each is a compare-and-set of the row as read, tried anew when the row changed meanwhile. */
final class Operators<C> {
    private static final int TRIES = 100;

    private final EngineStore store;
    private final Pipelines<C> pipelines;

    Operators(EngineStore store, Pipelines<C> pipelines) {
        this.store = store;
        this.pipelines = pipelines;
    }

    boolean pause(String key, String by) {
        return steer(
                key,
                "paused",
                "by " + by,
                row -> row.pause().filter(one -> one.step().isEmpty()).isPresent()
                        ? Optional.empty()
                        : Optional.of(
                                Steering.pausing(row, Optional.of(new Pause(by, store.now(), Optional.empty())))));
    }

    boolean resume(String key, String by) {
        return steer(
                key,
                "resumed",
                "by " + by,
                row -> row.pause().isEmpty() ? Optional.empty() : Optional.of(Steering.pausing(row, Optional.empty())));
    }

    boolean withdraw(String key, String by) {
        return steer(
                key,
                "request_withdrawn",
                "by " + by,
                row -> row.request().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Steering(row.pointer(), row.pause(), true, false)));
    }

    boolean runOneStep(String key, Optional<String> label, String by) {
        String what = label.map(name -> "step '" + name + "'").orElse("next step");
        return steer(key, "one_step", what + " by " + by, row -> {
            requireFree(row);
            Row<C> one = label.map(name -> labelled(row, name)).orElseGet(() -> next(row));
            if (!one.state().equals(row.pointer().state())) {
                requireNoNotes(row, false);
            }
            Pause pause = new Pause(by, store.now(), Optional.of(one.state()));
            return Optional.of(new Steering(at(row, one.state()), Optional.of(pause), false, false));
        });
    }

    boolean reset(String key, String pipeline, String state, boolean forgetsNotes, String by) {
        Pipeline<C> known = pipelines
                .find(pipeline)
                .filter(one -> one.isRest(state) || one.rowAfter(state).isPresent())
                .orElseThrow(() -> new IllegalArgumentException(
                        "state: " + state + " of pipeline " + pipeline + " (expected: a state of a known pipeline)"));
        Instance.Pointer to = new Instance.Pointer(pipeline, state, known.version());
        return steer(key, "reset", "to " + pipeline + " " + state + " by " + by, row -> {
            requireFree(row);
            requireNoNotes(row, forgetsNotes);
            return Optional.of(new Steering(to, Optional.empty(), true, true));
        });
    }

    /** False when the key is unknown or there is nothing to change. */
    private boolean steer(String key, String event, String text, Function<Instance, Optional<Steering>> change) {
        for (int i = 0; i < TRIES; i++) {
            Optional<Instance> seen = store.find(key);
            Optional<Steering> steering = seen.flatMap(change);
            if (steering.isEmpty()) {
                return false;
            }
            if (store.steer(seen.get(), steering.get(), List.of(new NewEvent(event, text)))) {
                return true;
            }
        }
        throw new IllegalStateException(key + ": changed " + TRIES + " times meanwhile (expected: a quiet moment)");
    }

    private Row<C> next(Instance row) {
        return pipelines
                .find(row.pointer().pipeline())
                .flatMap(pipeline -> pipeline.rowAfter(row.pointer().state()))
                .orElseThrow(() -> new IllegalStateException(
                        row.key() + ": stands at " + row.pointer().state() + " (expected: a state with a next step)"));
    }

    private Row<C> labelled(Instance row, String label) {
        List<Row<C>> found = pipelines.find(row.pointer().pipeline()).stream()
                .flatMap(pipeline -> pipeline.rows().stream())
                .filter(one -> one.label().equals(label))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("step: '" + label + "' (expected: the label of one step of pipeline "
                    + row.pointer().pipeline() + ")");
        }
        return found.get(0);
    }

    private static Instance.Pointer at(Instance row, String state) {
        Instance.Pointer pointer = row.pointer();
        return new Instance.Pointer(pointer.pipeline(), state, pointer.definitionVersion());
    }

    private static void requireFree(Instance row) {
        row.lease().owner().ifPresent(owner -> {
            throw new IllegalStateException(row.key()
                    + ": a worker has it (expected: nobody; pause it, and try again when the step has ended)");
        });
    }

    private static void requireNoNotes(Instance row, boolean forgetsNotes) {
        if (row.checkpoint().isPresent() && !forgetsNotes) {
            throw new IllegalStateException(row.key() + ": the step after "
                    + row.pointer().state() + " has begun something that may still be under way (expected: its end)");
        }
    }
}

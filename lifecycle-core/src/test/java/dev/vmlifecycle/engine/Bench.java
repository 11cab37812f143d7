package dev.vmlifecycle.engine;

import dev.vmlifecycle.engine.testing.ManualEngine;
import dev.vmlifecycle.engine.testing.SettableClock;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A store with a settable clock and engines on it whose steps work on the bare step context. */
final class Bench {

    static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

    final SettableClock clock = SettableClock.at(START);
    final FaultyStore store = new FaultyStore(MemoryStore.create(clock));
    final List<EngineEvent> told = new ArrayList<>();

    static Pipeline.Builder<StepContext> pipeline(String name) {
        return Pipeline.of(StepContext.class, name);
    }

    /** One step, then the end. */
    static Pipeline<StepContext> single(Step<StepContext> step) {
        return pipeline("deploy").at("creation", "Work", step).halt("error").end("ready");
    }

    ManualEngine<StepContext> engine(Pipeline<StepContext> pipeline) {
        return engine(List.of(pipeline), settings -> settings);
    }

    ManualEngine<StepContext> engine(
            List<Pipeline<StepContext>> pipelines, UnaryOperator<EngineBuilder<StepContext>> settings) {
        return ManualEngine.create(
                store,
                clock,
                builder -> settings.apply(builder.pipelines(pipelines)
                        .context(Function.identity())
                        .listener(told::add)));
    }

    /** An engine with the real thread, timer and sleeper, on the bench's store. */
    EngineBuilder<StepContext> threaded(Pipeline<StepContext> pipeline) {
        return LifecycleEngine.<StepContext>builder()
                .store(store)
                .pipelines(List.of(pipeline))
                .context(Function.identity());
    }

    void insert(String key, String pipeline, String state) {
        store.insert(new NewInstance(key, pipeline, state, 1, "document", Duration.ZERO, List.of(), List.of()));
    }

    void insert(String key) {
        insert(key, "deploy", "creation");
    }

    Instance row(String key) {
        return store.find(key).orElseThrow();
    }

    Run newestRun(String key) {
        return store.runs(key, 1).get(0);
    }

    void request(String key, String pipeline, boolean preempts) {
        Request request = new Request(0, pipeline, preempts, "payload", "tester", START);
        store.request(row(key), request, List.of());
    }

    /** Moves the clock to the next due time and runs one subject. */
    boolean runNext(ManualEngine<StepContext> engine) {
        Optional<Instant> due = store.nextDue();
        due.filter(at -> at.isAfter(clock.instant())).ifPresent(clock::set);
        return engine.runOne();
    }

    <E extends EngineEvent> List<E> told(Class<E> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }
}

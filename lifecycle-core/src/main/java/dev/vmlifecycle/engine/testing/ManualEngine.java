package dev.vmlifecycle.engine.testing;

import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.EngineBuilder;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.LifecycleEngine;
import dev.vmlifecycle.engine.TickReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * An engine run by hand on one thread and a settable clock: nothing happens between two calls, and sleeping moves the clock.
 * Confine to one thread.
 *
 * @param <C> what the steps work on
 */
public final class ManualEngine<C> implements AutoCloseable {

    private static final int ROUNDS = 10_000;

    private final EngineStore store;
    private final SettableClock clock;
    private final UnaryOperator<EngineBuilder<C>> settings;
    private MortalStore process;
    private LifecycleEngine<C> engine;
    private int crashes;

    private ManualEngine(EngineStore store, SettableClock clock, UnaryOperator<EngineBuilder<C>> settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.process = new MortalStore(store);
        this.engine = settings.apply(builder(process)).build();
    }

    /**
     * Makes an engine without timer thread, with a fixed seed for jitter.
     *
     * @param store judges times by the same clock
     * @param clock the clock
     * @param settings sets at least pipelines and context; may change anything else
     * @param <C> what the steps work on
     * @return the engine
     */
    public static <C> ManualEngine<C> create(
            EngineStore store, SettableClock clock, UnaryOperator<EngineBuilder<C>> settings) {
        return new ManualEngine<>(store, clock, settings);
    }

    private EngineBuilder<C> builder(EngineStore rows) {
        return LifecycleEngine.<C>builder()
                .store(rows)
                .clock(clock)
                .sleeper(clock::advance)
                .random(new SplittableRandom(1))
                .renewLeases(false);
    }

    /**
     * The engine itself; after a crash, the one of the process that took its place.
     *
     * @return the engine
     */
    public LifecycleEngine<C> engine() {
        return engine;
    }

    /**
     * The clock.
     *
     * @return the clock
     */
    public SettableClock clock() {
        return clock;
    }

    /**
     * Moves the clock; nothing runs by that.
     *
     * @param by how far
     */
    public void advance(Duration by) {
        clock.advance(by);
    }

    /**
     * Runs one due subject until it waits, fails or ends.
     *
     * @return false when nothing was due
     */
    public boolean runOne() {
        return engine.runOne();
    }

    /**
     * Runs each subject that is due now, once.
     *
     * @return what came of it
     */
    public TickReport runAllDue() {
        return engine.tick(Budget.once());
    }

    /**
     * Works on what is due until the process passes a point, and lets it die there: nothing is recorded after it and no claim is given
     * back. Another process, with another owner's name and the same settings, takes its place; it gets at the dead one's claims when
     * their leases have run out.
     *
     * @param point where to die
     * @return false when all that is due was done without passing the point; then nobody died
     */
    public boolean crashNow(CrashPoint point) {
        return crashNow(point, 1);
    }

    /**
     * As {@link #crashNow(CrashPoint)}, at a later passage of the point.
     *
     * @param point where to die
     * @param passage 1 for the first passage from now on
     * @return false when all that is due was done with fewer passages; then nobody died
     * @throws IllegalArgumentException when the passage is below 1
     */
    public boolean crashNow(CrashPoint point, int passage) {
        if (passage < 1) {
            throw new IllegalArgumentException("passage: " + passage + " (expected: at least 1)");
        }
        process.dieAt(point, passage);
        try {
            runAllDue();
            return false;
        } catch (SimulatedCrash e) {
            crashes++;
            MortalStore next = new MortalStore(store);
            process = next;
            engine = settings.apply(builder(next)).owner("process-" + crashes).build();
            return true;
        } finally {
            process.live();
        }
    }

    /**
     * Runs everything that becomes due, moving the clock, until a subject is at rest or on hold.
     *
     * @param key the subject
     * @return the subject then
     * @throws IllegalStateException when there is no such subject or it does not come to rest in 10 000 rounds
     */
    public Instance runUntilRest(String key) {
        for (int round = 0; round < ROUNDS; round++) {
            Instance instance = get(key);
            boolean atRest = instance.dueAt().isEmpty() || instance.hold().isPresent();
            if (atRest && instance.lease().owner().isEmpty()) {
                return instance;
            }
            moveToNextDue();
            runAllDue();
        }
        throw new IllegalStateException(key + ": still at " + get(key).pointer() + " (expected: at rest)");
    }

    /**
     * Runs everything that becomes due, moving the clock, until a subject stands in a state.
     *
     * @param key the subject
     * @param state the state
     * @return the subject then
     * @throws IllegalStateException when there is no such subject or it does not get there in 10 000 rounds
     */
    public Instance runUntil(String key, String state) {
        for (int round = 0; round < ROUNDS; round++) {
            Instance instance = get(key);
            if (instance.pointer().state().equals(state)) {
                return instance;
            }
            moveToNextDue();
            engine.runOne();
        }
        throw new IllegalStateException(key + ": still at " + get(key).pointer() + " (expected: " + state + ")");
    }

    /**
     * Reads a subject.
     *
     * @param key the subject
     * @return the row
     * @throws IllegalStateException when there is none
     */
    public Instance get(String key) {
        return store.find(key).orElseThrow(() -> new IllegalStateException(key + ": unknown (expected: a subject)"));
    }

    @Override
    public void close() {
        engine.close();
    }

    private void moveToNextDue() {
        Optional<Instant> due = engine.nextDue();
        due.filter(at -> at.isAfter(clock.instant())).ifPresent(clock::set);
    }
}

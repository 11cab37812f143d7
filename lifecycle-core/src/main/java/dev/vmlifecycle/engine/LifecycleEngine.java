package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs pipelines over the subjects of a store. Thread-safe; one per application. The host schedules: it calls {@link
 * #tick(Budget)} from any timer, on as many hosts as it likes.
 *
 * @param <C> what the steps work on
 */
public final class LifecycleEngine<C> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LifecycleEngine.class);
    private static final Duration CUT_OFF_TIME = Duration.ofSeconds(5);

    private final EngineSettings<C> settings;
    private final ActiveClaims active;
    private final LeaseTimer timer;
    private final Worker<C> worker;
    private final WakeUps wakeUps = new WakeUps();
    private final Operators<C> operators;
    private volatile @Nullable Continuous<C> loop;
    private volatile boolean closed;

    LifecycleEngine(EngineSettings<C> settings) {
        this.settings = settings;
        this.active = new ActiveClaims(
                settings.store(), settings.clock(), settings.leasing().lease());
        this.timer =
                new LeaseTimer(active, settings.leasing(), settings.pipelines().shortestWithin());
        this.worker = new Worker<>(settings, active, wakeUps);
        this.operators = new Operators<>(settings.store(), settings.pipelines());
    }

    /**
     * Starts a builder.
     *
     * @param <C> what the steps work on
     * @return a builder with the defaults of {@link EngineBuilder}
     */
    public static <C> EngineBuilder<C> builder() {
        return new EngineBuilder<>();
    }

    /**
     * Works on the caller's thread alone.
     *
     * @param budget how long
     * @return what came of it
     * @throws IllegalStateException when the engine is closed
     */
    public TickReport tick(Budget budget) {
        return tick(budget, Runnable::run, 1);
    }

    /**
     * Works on an executor's threads; the caller's thread waits for them.
     *
     * @param budget how long
     * @param executor runs what it accepts
     * @param parallelism how many steps run at a time, at least 1; results that wait to be written do not count, see
     *     {@link EngineBuilder#inFlight}
     * @return what came of it
     * @throws IllegalArgumentException when {@code parallelism} is below 1
     * @throws IllegalStateException when the engine is closed
     */
    public TickReport tick(Budget budget, Executor executor, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism: " + parallelism + " (expected: at least 1)");
        }
        begin();
        return new Tick<>(settings, worker, wakeUps, () -> closed, budget, executor, parallelism).run();
    }

    /**
     * Claims one due subject and runs it until it waits, fails or ends: for tests. Trouble with the store is thrown.
     *
     * @return false when nothing was due
     * @throws IllegalStateException when the engine is closed
     */
    public boolean runOne() {
        begin();
        settings.clock().follow();
        List<Claim> claims = worker.claim(1);
        for (Claim claim : claims) {
            new ClaimShift<>(worker, claim, () -> closed).workAlone().trouble().ifPresent(LifecycleEngine::rethrow);
        }
        return !claims.isEmpty();
    }

    /**
     * When the next subject becomes due.
     *
     * @return the instant, possibly past; empty when nothing is due ever
     */
    public Optional<Instant> nextDue() {
        return settings.store().nextDue();
    }

    /**
     * The name under which this engine claims.
     *
     * @return random per build unless given
     */
    public String owner() {
        return settings.leasing().owner();
    }

    /**
     * Works continuously until {@link #close}: wakes at the next due time and at {@link #wakeUp}, and looks every second for what
     * other hosts submitted. Returns at once.
     *
     * @param executor runs the loop, which needs a thread for itself, and the subjects
     * @param parallelism how many steps run at a time, at least 1; results that wait to be written do not count, see
     *     {@link EngineBuilder#inFlight}
     * @throws IllegalArgumentException when {@code parallelism} is below 1
     * @throws IllegalStateException when the engine is closed or was started before
     */
    public synchronized void start(Executor executor, int parallelism) {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism: " + parallelism + " (expected: at least 1)");
        }
        begin();
        if (loop != null) {
            throw new IllegalStateException("engine: started before (expected: one start)");
        }
        Continuous<C> started = new Continuous<>(settings, worker, wakeUps, () -> closed, executor, parallelism);
        loop = started;
        executor.execute(started);
    }

    /**
     * Lets a started engine, and ticks that run, look at the store at once: something was committed that can run. Does nothing
     * otherwise. Call it after the commit, never before; forgetting it costs up to a second, no more.
     */
    public void wakeUp() {
        wakeUps.all();
    }

    /**
     * Lets a subject stand still: at once, or, when a worker has it, at the next step boundary. The running step is not cut off. While
     * it is paused nothing of it runs, and requests, preempting ones too, wait for {@link #resume}. Durable event {@code paused}.
     *
     * @param key the subject
     * @param by who, and why
     * @return false when there is none, or it is paused already
     */
    public boolean pause(String key, String by) {
        return operators.pause(key, by);
    }

    /**
     * Takes a pause back: the subject goes on where it stands, at once. Durable event {@code resumed}.
     *
     * @param key the subject
     * @param by who, and why
     * @return false when there is none, or it is not paused
     */
    public boolean resume(String key, String by) {
        return awake(operators.resume(key, by));
    }

    /**
     * Runs exactly the next step, until it has ended or failed (a wait is no end), and pauses then, also when that step led to the
     * pipeline's end. Paused or not before; its counters begin anew. Durable event {@code one_step}.
     *
     * @param key the subject
     * @param by who, and why
     * @return false when there is none
     * @throws IllegalStateException when a worker has it, or no step comes next
     */
    public boolean runOneStep(String key, String by) {
        return awake(operators.runOneStep(key, Optional.empty(), by));
    }

    /**
     * As {@link #runOneStep(String, String)}, with a step chosen by its label out of the pipeline in which the subject is or was last. It is
     * sent there first; after the step it stands behind it, paused, and {@link #resume} goes on from there.
     *
     * @param key the subject
     * @param label the step's label
     * @param by who, and why
     * @return false when there is none
     * @throws IllegalArgumentException when the pipeline has no such step, or several
     * @throws IllegalStateException when a worker has it, or another step has begun something that may still be under way
     */
    public boolean runOneStep(String key, String label, String by) {
        return awake(operators.runOneStep(key, Optional.of(label), by));
    }

    /**
     * Takes back a request that waits. What has begun already goes on. Durable event {@code request_withdrawn}.
     *
     * @param key the subject
     * @param by who, and why
     * @return false when there is none, or nothing waits
     */
    public boolean withdraw(String key, String by) {
        return operators.withdraw(key, by);
    }

    /**
     * Sends a subject to a state, from which it goes on at once; a request that waits is dropped, a pause ends. Its document is left as it
     * is. Durable event {@code reset}.
     *
     * @param key the subject
     * @param pipeline a pipeline
     * @param state one of its states; an end or halt state lets it rest there
     * @param forgetsNotes whether to go on although the present step has begun something that may still be under way; its notes are lost
     * @param by who, and why
     * @return false when there is none
     * @throws IllegalArgumentException when there is no such state
     * @throws IllegalStateException when a worker has it, or it has notes that are not to be forgotten
     */
    public boolean reset(String key, String pipeline, String state, boolean forgetsNotes, String by) {
        return awake(operators.reset(key, pipeline, state, forgetsNotes, by));
    }

    /**
     * Makes a waiting or failing subject due at once.
     *
     * @param key the subject
     * @return false when there is none, or it is at rest, on hold or paused
     */
    public boolean retryNow(String key) {
        return awake(settings.store().retryNow(key));
    }

    /** Closes with 30 s of grace, see {@link #close(Duration)}. */
    @Override
    public void close() {
        close(Duration.ofSeconds(30));
    }

    /**
     * Starts no further step and lets running ones end. What still runs when the grace is over is cancelled and interrupted; it
     * records nothing and its subject is given back, so that another host goes on with it. Waits for all that, so do not call it
     * from a step or a listener. Does not close the store.
     *
     * @param grace how long running steps may take
     */
    public void close(Duration grace) {
        closed = true;
        wakeUp();
        try {
            if (!active.awaitNone(grace)) {
                LOG.info("closing: steps that still run after {} are cut off", TextFormat.span(grace));
                active.shutDown();
                if (!active.awaitNone(CUT_OFF_TIME)) {
                    LOG.warn("closed while steps still run, deaf to interruption; their leases will run out");
                }
            }
            Continuous<C> running = loop;
            if (running != null) {
                running.awaitEnd(CUT_OFF_TIME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            timer.stop();
        }
    }

    private void begin() {
        if (closed) {
            throw new IllegalStateException("engine: closed (expected: open)");
        }
        timer.start();
    }

    private boolean awake(boolean changed) {
        if (changed) {
            wakeUp();
        }
        return changed;
    }

    private static void rethrow(RuntimeException trouble) {
        throw trouble;
    }
}

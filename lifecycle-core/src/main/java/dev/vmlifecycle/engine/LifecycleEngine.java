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
    private volatile @Nullable Continuous<C> loop;
    private volatile boolean closed;

    LifecycleEngine(EngineSettings<C> settings) {
        this.settings = settings;
        this.active = new ActiveClaims(
                settings.store(), settings.clock(), settings.leasing().lease());
        this.timer = new LeaseTimer(active, settings.leasing());
        this.worker = new Worker<>(settings, active);
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
        return new Tick<>(settings, worker, () -> closed, budget, executor, parallelism).run();
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
        Continuous<C> started = new Continuous<>(settings, worker, () -> closed, executor, parallelism);
        loop = started;
        executor.execute(started);
    }

    /**
     * Lets a started engine look at the store at once: something was committed that can run. Does nothing when it was not started.
     * Call it after the commit, never before; forgetting it costs up to a second, no more.
     */
    public void wakeUp() {
        Continuous<C> running = loop;
        if (running != null) {
            running.wakeUp();
        }
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

    private static void rethrow(RuntimeException trouble) {
        throw trouble;
    }
}

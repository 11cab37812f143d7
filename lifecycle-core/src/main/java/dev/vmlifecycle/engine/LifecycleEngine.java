package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
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

    private final EngineSettings<C> settings;
    private final ActiveClaims active;
    private final LeaseTimer timer;
    private final Worker<C> worker;
    private volatile boolean closed;

    private LifecycleEngine(EngineSettings<C> settings) {
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
     * @return a builder with the defaults of {@link Builder}
     */
    public static <C> Builder<C> builder() {
        return new Builder<>();
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
     * @param parallelism how many subjects at a time, at least 1
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
            new ClaimShift<>(worker).work(claim, () -> closed).trouble().ifPresent(LifecycleEngine::rethrow);
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
     * Lets running steps end, starts no further one and stops the timer. Waits for the running ones, at most the step
     * deadline; so do not call it from a step or a listener. Does not close the store.
     */
    @Override
    public void close() {
        closed = true;
        try {
            if (!active.awaitNone(settings.leasing().stepDeadline())) {
                LOG.warn("closed while steps still run; their leases will run out");
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

    /**
     * Collects settings. Confine to one thread.
     *
     * <p>Required: store, pipelines, context. Defaults: a request starts the pipeline it names with the document unchanged;
     * every unknown exception is a {@link ErrorKind#BUG}; the headline is the key; no listener; lease 60 s; step deadline 5
     * min; {@link Pacing#standard()}; attention after 10 failures; {@link Sleeper#system()}; a random owner; leases are
     * renewed; a monotonic system clock that follows the store's.
     *
     * @param <C> what the steps work on
     */
    public static final class Builder<C> {
        private @Nullable EngineStore store;
        private List<Pipeline<C>> pipelines = List.of();
        private @Nullable Function<StepContext, C> context;
        private RequestApplier requests = (instance, request) ->
                new RequestApplier.Start(request.pipeline(), instance.subject(), List.of(), List.of());
        private ErrorClassifier errors = ErrorClassifier.bugs();
        private Function<Instance, String> headline = Instance::key;
        private final List<EngineListener> listeners = new ArrayList<>();
        private Duration lease = Duration.ofSeconds(60);
        private Duration stepDeadline = Duration.ofMinutes(5);
        private Pacing pacing = Pacing.standard();
        private int attentionAfter = 10;
        private Sleeper sleeper = Sleeper.system();
        private RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        private String owner = UUID.randomUUID().toString();
        private boolean renewLeases = true;
        private InstantSource clock = EngineClock.monotonic();

        private Builder() {}

        /**
         * Sets where the rows are kept.
         *
         * @param value the store
         * @return this
         */
        public Builder<C> store(EngineStore value) {
            store = value;
            return this;
        }

        /**
         * Sets what can run.
         *
         * @param value the pipelines, each name once
         * @return this
         */
        public Builder<C> pipelines(List<Pipeline<C>> value) {
            pipelines = List.copyOf(value);
            return this;
        }

        /**
         * Sets how a step's context becomes what the steps work on; called anew for each attempt.
         *
         * @param value the factory; what it throws fails the step
         * @return this
         */
        public Builder<C> context(Function<StepContext, C> value) {
            context = value;
            return this;
        }

        /**
         * Sets what a request starts.
         *
         * @param value the applier
         * @return this
         */
        public Builder<C> requests(RequestApplier value) {
            requests = value;
            return this;
        }

        /**
         * Sets what an exception means.
         *
         * @param value the classifier
         * @return this
         */
        public Builder<C> errors(ErrorClassifier value) {
            errors = value;
            return this;
        }

        /**
         * Sets how a subject is called in front of people.
         *
         * @param value for example {@code service=42 vm=vm42.example.com}
         * @return this
         */
        public Builder<C> headline(Function<Instance, String> value) {
            headline = value;
            return this;
        }

        /**
         * Adds a listener.
         *
         * @param value told after those added before
         * @return this
         */
        public Builder<C> listener(EngineListener value) {
            listeners.add(value);
            return this;
        }

        /**
         * Sets how long a claim lasts without renewal: the time until another process takes over after a crash.
         *
         * @param value at least 1 second
         * @return this
         */
        public Builder<C> lease(Duration value) {
            lease = value;
            return this;
        }

        /**
         * Sets how long one attempt at a step may last; then it is cancelled and interrupted.
         *
         * @param value more than zero
         * @return this
         */
        public Builder<C> stepDeadline(Duration value) {
            stepDeadline = value;
            return this;
        }

        /**
         * Sets how long a failing step waits.
         *
         * @param value the pacing
         * @return this
         */
        public Builder<C> pacing(Pacing value) {
            pacing = value;
            return this;
        }

        /**
         * Sets after how many failures in a row {@link Instance#needsAttention} is raised.
         *
         * @param failures at least 1
         * @return this
         */
        public Builder<C> attentionAfter(int failures) {
            attentionAfter = failures;
            return this;
        }

        /**
         * Sets where a tick waits.
         *
         * @param value the sleeper
         * @return this
         */
        public Builder<C> sleeper(Sleeper value) {
            sleeper = value;
            return this;
        }

        /**
         * Sets the source of jitter.
         *
         * @param value a generator; used under a lock
         * @return this
         */
        public Builder<C> random(RandomGenerator value) {
            random = value;
            return this;
        }

        /**
         * Sets the name under which this engine claims. Never use one name for two engines at a time.
         *
         * @param value a name
         * @return this
         */
        public Builder<C> owner(String value) {
            owner = value;
            return this;
        }

        /**
         * Sets whether a timer thread renews leases and enforces step deadlines.
         *
         * @param value false for simulations on one thread; a step must then end within the lease
         * @return this
         */
        public Builder<C> renewLeases(boolean value) {
            renewLeases = value;
            return this;
        }

        /**
         * Sets what measures time between looks at the store's clock; the engine follows the store's.
         *
         * @param value the clock; give the store's own one in tests
         * @return this
         */
        public Builder<C> clock(InstantSource value) {
            clock = value;
            return this;
        }

        /**
         * Makes the engine.
         *
         * @return the engine; nothing runs before the first tick
         * @throws IllegalArgumentException when a value is out of range
         * @throws NullPointerException when store or context is missing
         */
        public LifecycleEngine<C> build() {
            requireAtLeast("lease", lease, Duration.ofSeconds(1));
            requireAtLeast("step deadline", stepDeadline, Duration.ofMillis(1));
            if (attentionAfter < 1) {
                throw new IllegalArgumentException("attentionAfter: " + attentionAfter + " (expected: at least 1)");
            }
            return new LifecycleEngine<>(settings());
        }

        private EngineSettings<C> settings() {
            EngineStore rows = Objects.requireNonNull(store, "store");
            return new EngineSettings<>(
                    rows,
                    new Pipelines<>(pipelines),
                    Objects.requireNonNull(context, "context"),
                    requests,
                    errors,
                    new EngineSettings.Pace(pacing, attentionAfter, random),
                    new EngineSettings.Leasing(owner, lease, stepDeadline, renewLeases),
                    sleeper,
                    new EngineClock(rows, clock),
                    new Listeners(listeners, headline));
        }

        private static void requireAtLeast(String what, Duration value, Duration least) {
            if (value.compareTo(least) < 0) {
                throw new IllegalArgumentException(what + ": " + value + " (expected: at least " + least + ")");
            }
        }
    }
}

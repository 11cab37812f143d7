package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Collects the settings of a {@link LifecycleEngine}. Confine to one thread.
 *
 * <p>Required: store, pipelines, context. Defaults: a request starts the pipeline it names with the document unchanged;
 * every unknown exception is a {@link ErrorKind#BUG}; the headline is the key; no listener; lease 60 s; step deadline 5
 * min; stuck after 1 min; 128 in flight; {@link Pacing#standard()}; attention after 10 failures; {@link Sleeper#system()}; a random owner; leases are
 * renewed; a monotonic system clock that follows the store's.
 *
 * @param <C> what the steps work on
 */
public final class EngineBuilder<C> {
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
    private Duration stuckAfter = Duration.ofMinutes(1);
    private Pacing pacing = Pacing.standard();
    private int attentionAfter = 10;
    private int inFlight = 128;
    private Sleeper sleeper = Sleeper.system();
    private RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private String owner = UUID.randomUUID().toString();
    private boolean renewLeases = true;
    private InstantSource clock = EngineClock.monotonic();

    EngineBuilder() {}

    /**
     * Sets where the rows are kept.
     *
     * @param value the store
     * @return this
     */
    public EngineBuilder<C> store(EngineStore value) {
        store = value;
        return this;
    }

    /**
     * Sets what can run.
     *
     * @param value the pipelines, each name once
     * @return this
     */
    public EngineBuilder<C> pipelines(List<Pipeline<C>> value) {
        pipelines = List.copyOf(value);
        return this;
    }

    /**
     * Sets how a step's context becomes what the steps work on; called anew for each attempt.
     *
     * @param value the factory; what it throws fails the step
     * @return this
     */
    public EngineBuilder<C> context(Function<StepContext, C> value) {
        context = value;
        return this;
    }

    /**
     * Sets what a request starts.
     *
     * @param value the applier
     * @return this
     */
    public EngineBuilder<C> requests(RequestApplier value) {
        requests = value;
        return this;
    }

    /**
     * Sets what an exception means.
     *
     * @param value the classifier
     * @return this
     */
    public EngineBuilder<C> errors(ErrorClassifier value) {
        errors = value;
        return this;
    }

    /**
     * Sets how a subject is called in front of people.
     *
     * @param value for example {@code service=42 vm=vm42.example.com}
     * @return this
     */
    public EngineBuilder<C> headline(Function<Instance, String> value) {
        headline = value;
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param value told after those added before
     * @return this
     */
    public EngineBuilder<C> listener(EngineListener value) {
        listeners.add(value);
        return this;
    }

    /**
     * Sets how long a claim lasts without renewal: the time until another process takes over after a crash.
     *
     * @param value at least 1 second
     * @return this
     */
    public EngineBuilder<C> lease(Duration value) {
        lease = value;
        return this;
    }

    /**
     * Sets how long one attempt at a step may last, unless its row says ({@link Policies#within}); then it is cancelled and
     * interrupted.
     *
     * @param value more than zero
     * @return this
     */
    public EngineBuilder<C> stepDeadline(Duration value) {
        stepDeadline = value;
        return this;
    }

    /**
     * Sets after how long a running step is told as stuck: one warning an attempt, with the place where its thread stands.
     *
     * @param value more than zero
     * @return this
     */
    public EngineBuilder<C> stuckAfter(Duration value) {
        stuckAfter = value;
        return this;
    }

    /**
     * Sets how long a failing step waits.
     *
     * @param value the pacing
     * @return this
     */
    public EngineBuilder<C> pacing(Pacing value) {
        pacing = value;
        return this;
    }

    /**
     * Sets after how many failures in a row {@link Instance#needsAttention} is raised.
     *
     * @param failures at least 1
     * @return this
     */
    public EngineBuilder<C> attentionAfter(int failures) {
        attentionAfter = failures;
        return this;
    }

    /**
     * Sets how many subjects may be claimed at a time, those included whose result waits to be written while other steps run. Under
     * load such results share transactions; the larger, the more of them can meet. Never fewer than steps may run at a time.
     *
     * @param subjects at least 1
     * @return this
     */
    public EngineBuilder<C> inFlight(int subjects) {
        inFlight = subjects;
        return this;
    }

    /**
     * Sets where a tick waits.
     *
     * @param value the sleeper
     * @return this
     */
    public EngineBuilder<C> sleeper(Sleeper value) {
        sleeper = value;
        return this;
    }

    /**
     * Sets the source of jitter.
     *
     * @param value a generator; used under a lock
     * @return this
     */
    public EngineBuilder<C> random(RandomGenerator value) {
        random = value;
        return this;
    }

    /**
     * Sets the name under which this engine claims. Never use one name for two engines at a time.
     *
     * @param value a name
     * @return this
     */
    public EngineBuilder<C> owner(String value) {
        owner = value;
        return this;
    }

    /**
     * Sets whether a timer thread renews leases and enforces step deadlines.
     *
     * @param value false for simulations on one thread; a step must then end within the lease
     * @return this
     */
    public EngineBuilder<C> renewLeases(boolean value) {
        renewLeases = value;
        return this;
    }

    /**
     * Sets what measures time between looks at the store's clock; the engine follows the store's.
     *
     * @param value the clock; give the store's own one in tests
     * @return this
     */
    public EngineBuilder<C> clock(InstantSource value) {
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
        requireAtLeast("stuckAfter", stuckAfter, Duration.ofMillis(1));
        if (attentionAfter < 1) {
            throw new IllegalArgumentException("attentionAfter: " + attentionAfter + " (expected: at least 1)");
        }
        if (inFlight < 1) {
            throw new IllegalArgumentException("inFlight: " + inFlight + " (expected: at least 1)");
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
                new EngineSettings.Leasing(owner, lease, stepDeadline, stuckAfter, renewLeases),
                inFlight,
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

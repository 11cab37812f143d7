package dev.vmlifecycle.dns.plugin;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What a host lends its providers. One context serves all of them, so that they share its locks. Thread-safe.
 *
 * <p>Defaults of the builder: the system's clock and sleep, locks within the process, reads one after another on the
 * caller's thread, no proxy, the trust of the Java runtime.
 */
public final class ProviderContext {

    private final InstantSource clock;
    private final Sleeper sleeper;
    private final RandomGenerator random;
    private final ZoneLocks locks;
    private final Executor readers;
    private final HttpSettings http;

    private ProviderContext(Builder builder) {
        clock = builder.clock;
        sleeper = builder.sleeper;
        random = builder.random;
        locks = builder.locks;
        readers = builder.readers;
        http = builder.http;
    }

    /**
     * {@return a context with the defaults}
     */
    public static ProviderContext standard() {
        return builder().build();
    }

    /**
     * {@return a builder with the defaults of the class}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * {@return the clock that deadlines are compared with}
     */
    public InstantSource clock() {
        return clock;
    }

    /**
     * {@return where to wait between two tries}
     */
    public Sleeper sleeper() {
        return sleeper;
    }

    /**
     * {@return the randomness of waits}
     */
    public RandomGenerator random() {
        return random;
    }

    /**
     * {@return the locks of zones whose server cannot merge values}
     */
    public ZoneLocks locks() {
        return locks;
    }

    /**
     * {@return what runs several reads of one call at once}
     */
    public Executor readers() {
        return readers;
    }

    /**
     * {@return proxy and trust}
     */
    public HttpSettings http() {
        return http;
    }

    /** Collects the settings of a {@link ProviderContext}; confine to one thread. */
    public static final class Builder {

        private InstantSource clock = InstantSource.system();
        private Sleeper sleeper = Sleeper.system();
        private RandomGenerator random = RandomGenerator.getDefault();
        private ZoneLocks locks = ZoneLocks.inProcess();
        private Executor readers = Runnable::run;
        private HttpSettings http = HttpSettings.standard();

        private Builder() {}

        /**
         * Sets the clock.
         *
         * @param source the clock
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * Sets where to wait.
         *
         * @param other the place
         * @return this
         */
        public Builder sleeper(Sleeper other) {
            sleeper = other;
            return this;
        }

        /**
         * Sets the randomness of waits.
         *
         * @param generator the generator; must be thread-safe
         * @return this
         */
        public Builder random(RandomGenerator generator) {
            random = generator;
            return this;
        }

        /**
         * Sets the locks.
         *
         * @param other locks of a store, where several machines write one zone
         * @return this
         */
        public Builder locks(ZoneLocks other) {
            locks = other;
            return this;
        }

        /**
         * Sets what runs several reads of one call at once. The calling thread always takes part, so an executor that is
         * busy, bounded or shut down slows a call and never blocks it.
         *
         * @param executor the executor
         * @return this
         */
        public Builder readers(Executor executor) {
            readers = executor;
            return this;
        }

        /**
         * Sets proxy and trust.
         *
         * @param settings the settings
         * @return this
         */
        public Builder http(HttpSettings settings) {
            http = settings;
            return this;
        }

        /**
         * {@return the context}
         */
        public ProviderContext build() {
            return new ProviderContext(this);
        }
    }
}

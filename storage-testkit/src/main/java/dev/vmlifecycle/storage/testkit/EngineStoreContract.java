package dev.vmlifecycle.storage.testkit;

import dev.vmlifecycle.engine.EngineStore;
import java.time.InstantSource;

/**
 * What every {@link EngineStore} must do. Inherit it and give it a store; all tests run against that. A store that survives a
 * restart inherits {@link DurableStoreContract} instead.
 *
 * <pre>{@code
 * class MemoryStoreTest extends EngineStoreContract {
 *     protected EngineStore store(InstantSource clock) {
 *         return MemoryStore.create(clock);
 *     }
 * }
 * }</pre>
 */
public abstract class EngineStoreContract extends RoomContract {

    /** For subclasses. */
    protected EngineStoreContract() {}

    /**
     * Makes an empty store. Called before each test.
     *
     * @param clock the clock by which the store must judge leases, due times and quarantines
     * @return the store, usable by many threads
     */
    protected abstract EngineStore store(InstantSource clock);

    @Override
    final EngineStore open(InstantSource source) {
        return store(source);
    }
}

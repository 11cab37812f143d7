package dev.vmlifecycle.storage.testkit;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.time.InstantSource;

class MemoryStoreTest extends EngineStoreContract {

    @Override
    protected EngineStore store(InstantSource clock) {
        return MemoryStore.create(clock);
    }
}

package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.vm.store.ReserveVmid;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EngineStore} must do. Inherit it and give it a store; all tests run against that.
 *
 * <pre>{@code
 * class MemoryStoreTest extends EngineStoreContract {
 *     protected EngineStore store(InstantSource clock) {
 *         return MemoryStore.create(clock);
 *     }
 * }
 * }</pre>
 */
public abstract class EngineStoreContract extends ReservationContract {

    /** For subclasses. */
    protected EngineStoreContract() {}

    /**
     * Makes an empty store. Called before each test.
     *
     * @param clock the clock by which the store must judge leases, due times and quarantines
     * @return the store, usable by many threads
     */
    protected abstract EngineStore store(InstantSource clock);

    /**
     * Opens a second store on what the last {@link #store} of this test wrote, as a restarted process would.
     *
     * @param clock the same clock
     * @return the store; empty (the default) when nothing survives a restart, which skips the tests of it
     */
    protected Optional<EngineStore> reopen(InstantSource clock) {
        return Optional.empty();
    }

    @Override
    final EngineStore open(InstantSource source) {
        return store(source);
    }

    @Test
    void must_reopen_findAllThatWasWritten() {
        Instance row = claimed("vm1");
        store.call(row.fence(), vmid("vm1", 100, 110));
        store.saveCheckpoint(row.fence(), Optional.of("upid"));
        store.commit(
                row.fence(),
                CommitDraft.of(row)
                        .to("set_ip")
                        .run(RunLines.open(1, "set_ip", clock.instant()))
                        .events(new NewEvent("ip", "given"))
                        .notifications(new Notification("n1", "vm_ready", "vm1"))
                        .leaseFor(LEASE)
                        .build());
        Optional<EngineStore> again = reopen(clock);
        assumeTrue(again.isPresent(), "this store does not survive a restart");
        EngineStore reopened = again.get();

        assertThat(reopened.find("vm1")).isEqualTo(store.find("vm1"));
        assertThat(reopened.runs("vm1", 10)).isEqualTo(store.runs("vm1", 10)).hasSize(1);
        assertThat(reopened.events("vm1", 0, 10)).hasSize(1);
        assertThat(reopened.outbox(10)).hasSize(1);
        ReserveVmid same = vmid("vm1", 100, 110);
        assertThat(reopened.call(row.fence(), same)).isEqualTo(store.call(row.fence(), same));
    }
}

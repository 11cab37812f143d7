package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.NewEvent;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.vm.store.ReserveVmid;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store that survives a restart must do: all of {@link EngineStoreContract}, and be found as it was left. */
public abstract class DurableStoreContract extends EngineStoreContract {

    /** For subclasses. */
    protected DurableStoreContract() {}

    /**
     * Opens a second store on what the last {@link #store} of this test wrote, as a restarted process would.
     *
     * @param clock the same clock
     * @return the store
     */
    protected abstract EngineStore reopen(InstantSource clock);

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

        EngineStore reopened = reopen(clock);

        assertThat(reopened.find("vm1")).isEqualTo(store.find("vm1"));
        assertThat(reopened.runs("vm1", 10)).isEqualTo(store.runs("vm1", 10)).hasSize(1);
        assertThat(reopened.events("vm1", 0, 10)).hasSize(1);
        assertThat(reopened.outbox(10)).hasSize(1);
        ReserveVmid same = vmid("vm1", 100, 110);
        assertThat(reopened.call(row.fence(), same)).isEqualTo(store.call(row.fence(), same));
    }
}

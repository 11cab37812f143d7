package dev.vmlifecycle.vm.snapshot;

import static dev.vmlifecycle.vm.internal.OpenWorks.settled;

import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.vm.change.ChangePipeline;
import dev.vmlifecycle.vm.internal.ChangeSteps;
import dev.vmlifecycle.vm.internal.SnapshotSteps;
import dev.vmlifecycle.vm.internal.VmRun;

/** From ready to ready, by way of a snapshot. What cannot be done is reported and left; it never keeps a VM from being ready. */
public final class SnapshotPipelines {
    /** Makes one. */
    public static final String CREATE = "snapshot_create";

    /** Removes some. */
    public static final String DELETE = "snapshot_delete";

    /** Returns to one. */
    public static final String ROLLBACK = "snapshot_rollback";

    private SnapshotPipelines() {}

    /**
     * Makes a snapshot.
     *
     * @return 2 states, 1 action
     */
    public static Pipeline<VmRun> create() {
        return Pipeline.of(VmRun.class, CREATE)
                .at("snapshot_create", "Create snapshot", SnapshotSteps.orReport(settled(SnapshotSteps::create)))
                .end("ready");
    }

    /**
     * Removes snapshots.
     *
     * @return 2 states, 1 action
     */
    public static Pipeline<VmRun> delete() {
        return Pipeline.of(VmRun.class, DELETE)
                .at("snapshot_delete", "Delete snapshots", SnapshotSteps.orReport(settled(SnapshotSteps::delete)))
                .end("ready");
    }

    /**
     * Returns to a snapshot, then applies what the VM should be today: an old configuration may hold an address that somebody else has by
     * now.
     *
     * @return 15 states, 14 actions
     */
    public static Pipeline<VmRun> rollBack() {
        Pipeline.Builder<VmRun> rows = Pipeline.of(VmRun.class, ROLLBACK)
                .at("snapshot_rollback", "Prepare roll back", SnapshotSteps.orReport(settled(SnapshotSteps::prepare)))
                .at("sr_prepared", "Roll back to snapshot", SnapshotSteps.orReport(SnapshotSteps::rollBack));
        return ChangePipeline.rows(rows, "sr_rolled_back", "sr_", new ChangeSteps(SnapshotSteps::tellRolledBack))
                .end("ready");
    }
}

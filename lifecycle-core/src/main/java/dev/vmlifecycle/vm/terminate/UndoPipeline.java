package dev.vmlifecycle.vm.terminate;

import static dev.vmlifecycle.engine.Policies.withinTicks;

import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.vm.internal.UndoSteps;
import dev.vmlifecycle.vm.internal.VmRun;

/** From a termination that was taken back within its grace period to a VM that is as it was. */
public final class UndoPipeline {
    /** Its name. */
    public static final String NAME = "undo_terminate";

    private UndoPipeline() {}

    /**
     * The pipeline.
     *
     * @return two steps
     */
    public static Pipeline<VmRun> create() {
        UndoSteps undo = new UndoSteps();
        // spotless:off — keep the columns
        return Pipeline.of(VmRun.class, NAME)
                .at("undo_terminate", "Start VM",  undo::start)
                .at("ut_started",     "Verify VM", withinTicks(5, "undo_terminate", undo::verify))
                .end("ready");
        // spotless:on
    }
}

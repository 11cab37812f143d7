package dev.vmlifecycle.vm.restore;

import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.vm.change.ChangePipeline;
import dev.vmlifecycle.vm.internal.ChangeSteps;
import dev.vmlifecycle.vm.internal.RestoreSteps;
import dev.vmlifecycle.vm.internal.VmRun;

/**
 * A backup brought back over its VM; then what the VM should be today is applied, before it starts: an old configuration may hold an
 * address that somebody else has by now.
 */
public final class RestorePipeline {
    /** Its name. */
    public static final String NAME = "restore";

    private RestorePipeline() {}

    /**
     * The pipeline.
     *
     * @return 14 states, 13 actions
     */
    public static Pipeline<VmRun> create() {
        RestoreSteps steps = new RestoreSteps();
        Pipeline.Builder<VmRun> rows =
                Pipeline.of(VmRun.class, NAME).at("restore", "Restore backup", steps.orReport(steps::restore));
        return ChangePipeline.rows(rows, "rs_restored", "rs_", new ChangeSteps(steps::tellRestored))
                .end("ready");
    }
}

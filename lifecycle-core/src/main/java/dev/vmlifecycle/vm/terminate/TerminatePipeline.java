package dev.vmlifecycle.vm.terminate;

import static dev.vmlifecycle.engine.Policies.bestEffort;

import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.vm.internal.BackupSteps;
import dev.vmlifecycle.vm.internal.DestroySteps;
import dev.vmlifecycle.vm.internal.DnsSteps;
import dev.vmlifecycle.vm.internal.StopSteps;
import dev.vmlifecycle.vm.internal.TerminateSteps;
import dev.vmlifecycle.vm.internal.VmRun;

/** From a terminated service to a VM that is proved gone. A panel sees {@code terminate} for all the inner states. */
public final class TerminatePipeline {
    /** Its name. */
    public static final String NAME = "terminate";

    private TerminatePipeline() {}

    /**
     * The pipeline.
     *
     * @return five phases
     */
    public static Pipeline<VmRun> create() {
        TerminateSteps end = new TerminateSteps();
        StopSteps power = new StopSteps();
        BackupSteps backups = new BackupSteps();
        DnsSteps dns = new DnsSteps();
        DestroySteps destroy = new DestroySteps();
        // spotless:off — keep the columns
        return Pipeline.of(VmRun.class, NAME)
                .at("terminate",    "Stop VM",        end.orError(power::stop))
                .at("term_stopped", "Remove backups", bestEffort(end.afterGrace(backups::remove)))
                .at("term_backups", "Delete DNS",     bestEffort(dns::remove))
                .at("term_dns",     "Delete VM",      end.orError(destroy::delete))
                .at("term_deleted", "Clean up",       end::cleanUp)
                .halt(TerminateSteps.ERROR)
                .end("remove");
        // spotless:on
    }
}

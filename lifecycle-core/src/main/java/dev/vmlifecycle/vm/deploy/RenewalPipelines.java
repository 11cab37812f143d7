package dev.vmlifecycle.vm.deploy;

import static dev.vmlifecycle.engine.Policies.bestEffort;

import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.engine.Row;
import dev.vmlifecycle.vm.internal.DestroySteps;
import dev.vmlifecycle.vm.internal.DnsSteps;
import dev.vmlifecycle.vm.internal.RenewalSteps;
import dev.vmlifecycle.vm.internal.StopSteps;
import dev.vmlifecycle.vm.internal.TerminateSteps;
import dev.vmlifecycle.vm.internal.VmRun;

/** A deploy over a VM that is there: the old one is destroyed with proof first, then the rows of the deploy follow. */
public final class RenewalPipelines {
    /** Another VM for the same order. */
    public static final String REDEPLOY = "redeploy";

    /** The same VM with new disks. */
    public static final String REINSTALL = "reinstall";

    private RenewalPipelines() {}

    /**
     * Destroys the VM, releases its addresses and VMID, and deploys anew.
     *
     * @return 20 states, 19 actions
     */
    public static Pipeline<VmRun> redeploy() {
        TerminateSteps end = new TerminateSteps();
        RenewalSteps renewal = new RenewalSteps();
        // spotless:off — keep the columns
        Pipeline.Builder<VmRun> rows = Pipeline.of(VmRun.class, REDEPLOY)
                .at("redeploy",   "Stop VM",    end.orError(new StopSteps()::stop))
                .at("rd_stopped", "Delete DNS", bestEffort(new DnsSteps()::remove))
                .at("rd_dns",     "Delete VM",  end.orError(new DestroySteps()::delete))
                .at("rd_deleted", "Clean up",   renewal::beginAnew);
        // spotless:on
        return deployFrom("creation", rows);
    }

    /**
     * Destroys the VM and clones it anew; addresses, MAC address, VMID and backups stay.
     *
     * @return 17 states, 16 actions
     */
    public static Pipeline<VmRun> reinstall() {
        TerminateSteps end = new TerminateSteps();
        RenewalSteps renewal = new RenewalSteps();
        // spotless:off — keep the columns
        Pipeline.Builder<VmRun> rows = Pipeline.of(VmRun.class, REINSTALL)
                .at("reinstall",  "Stop VM",       end.orError(renewal::stop))
                .at("ri_stopped", "Remove old VM", end.orError(renewal::removeOld));
        // spotless:on
        return deployFrom("set_ip", rows);
    }

    private static Pipeline<VmRun> deployFrom(String state, Pipeline.Builder<VmRun> rows) {
        boolean from = false;
        for (Row<VmRun> row : DeployPipeline.create().rows()) {
            from = from || row.state().equals(state);
            if (from) {
                rows.at(row.state(), row.label(), row.step());
            }
        }
        return rows.halt(TerminateSteps.ERROR).end("ready");
    }
}

package dev.vmlifecycle.vm.change;

import static dev.vmlifecycle.engine.Policies.withinTicks;
import static dev.vmlifecycle.vm.internal.OpenWorks.settled;

import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.vm.internal.ChangeSteps;
import dev.vmlifecycle.vm.internal.DiskSteps;
import dev.vmlifecycle.vm.internal.ExtraDiskSteps;
import dev.vmlifecycle.vm.internal.FirewallSteps;
import dev.vmlifecycle.vm.internal.HardwareSteps;
import dev.vmlifecycle.vm.internal.VmRun;

/** From one package to another, stopping the VM only when it must. */
public final class ChangePipeline {
    /** Its name. */
    public static final String NAME = "change_package";

    private ChangePipeline() {}

    /**
     * The pipeline.
     *
     * @return 13 states, 12 actions
     */
    public static Pipeline<VmRun> create() {
        return rows(Pipeline.of(VmRun.class, NAME), NAME, "cp_", new ChangeSteps())
                .end("ready");
    }

    /**
     * Adds the rows that bring a VM to its present package, addresses and MAC, for a pipeline that has put something older in its place. The
     * VM is started at the end if it ran before, see {@link ChangeSteps#begin}.
     *
     * @param rows the pipeline so far
     * @param first the state that it reaches before these rows
     * @param prefix what the names of their states begin with
     * @param change what tells that it is done
     * @return the same builder, twelve rows longer
     */
    public static Pipeline.Builder<VmRun> rows(
            Pipeline.Builder<VmRun> rows, String first, String prefix, ChangeSteps change) {
        HardwareSteps hardware = new HardwareSteps();
        DiskSteps disk = new DiskSteps();
        ExtraDiskSteps extra = new ExtraDiskSteps();
        FirewallSteps firewall = new FirewallSteps();
        // spotless:off — keep the columns
        return rows
                .at(first,                                "Update IP + DNS + Firewall", settled(change::begin))
                .at(prefix + "update_ip",                 "Stop VM",                    change::stop)
                .at(prefix + "stop",                      "Set CPU & RAM",              hardware::cpuAndMemory)
                .at(prefix + "cpu_ram",                   "Resize system disk",         disk::resizeSystem)
                .at(prefix + "system_disk_size",          "Set system disk I/O",        disk::limitSystem)
                .at(prefix + "system_disk_bandwidth",     "Create additional disk",     extra::create)
                .at(prefix + "additional_disk",           "Resize additional disk",     disk::resizeAdditional)
                .at(prefix + "additional_disk_size",      "Set additional disk I/O",    disk::limitAdditional)
                .at(prefix + "additional_disk_bandwidth", "Configure network",          change::network)
                .at(prefix + "network",                   "Configure firewall",         firewall::configure)
                .at(prefix + "firewall",                  "Start VM",                   change::start)
                .at(prefix + "start",                     "Verify VM",                  withinTicks(5, prefix + "firewall", change::verify));
        // spotless:on
    }
}

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
        ChangeSteps change = new ChangeSteps();
        HardwareSteps hardware = new HardwareSteps();
        DiskSteps disk = new DiskSteps();
        ExtraDiskSteps extra = new ExtraDiskSteps();
        FirewallSteps firewall = new FirewallSteps();
        // spotless:off — keep the columns
        return Pipeline.of(VmRun.class, NAME)
                .at("change_package",               "Update IP + DNS + Firewall", settled(change::begin))
                .at("cp_update_ip",                 "Stop VM",                    change::stop)
                .at("cp_stop",                      "Set CPU & RAM",              hardware::cpuAndMemory)
                .at("cp_cpu_ram",                   "Resize system disk",         disk::resizeSystem)
                .at("cp_system_disk_size",          "Set system disk I/O",        disk::limitSystem)
                .at("cp_system_disk_bandwidth",     "Create additional disk",     extra::create)
                .at("cp_additional_disk",           "Resize additional disk",     disk::resizeAdditional)
                .at("cp_additional_disk_size",      "Set additional disk I/O",    disk::limitAdditional)
                .at("cp_additional_disk_bandwidth", "Configure network",          change::network)
                .at("cp_network",                   "Configure firewall",         firewall::configure)
                .at("cp_firewall",                  "Start VM",                   change::start)
                .at("cp_start",                     "Verify VM",                  withinTicks(5, "cp_firewall", change::verify))
                .end("ready");
        // spotless:on
    }
}

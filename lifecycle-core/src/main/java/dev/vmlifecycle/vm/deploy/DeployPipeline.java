package dev.vmlifecycle.vm.deploy;

import static dev.vmlifecycle.engine.Policies.bestEffort;
import static dev.vmlifecycle.engine.Policies.withinTicks;
import static dev.vmlifecycle.vm.internal.OpenWorks.settled;

import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.vm.internal.CloneSteps;
import dev.vmlifecycle.vm.internal.CloudInitSteps;
import dev.vmlifecycle.vm.internal.DiskSteps;
import dev.vmlifecycle.vm.internal.DnsSteps;
import dev.vmlifecycle.vm.internal.ExtraDiskSteps;
import dev.vmlifecycle.vm.internal.FirewallSteps;
import dev.vmlifecycle.vm.internal.HardwareSteps;
import dev.vmlifecycle.vm.internal.IpSteps;
import dev.vmlifecycle.vm.internal.MigrateSteps;
import dev.vmlifecycle.vm.internal.NetworkSteps;
import dev.vmlifecycle.vm.internal.PowerSteps;
import dev.vmlifecycle.vm.internal.VmRun;

/** From an accepted order to a running VM. */
public final class DeployPipeline {
    /** Its name. */
    public static final String NAME = "deploy";

    private DeployPipeline() {}

    /**
     * The pipeline.
     *
     * @return 16 states, 15 actions
     */
    public static Pipeline<VmRun> create() {
        IpSteps ip = new IpSteps();
        CloneSteps vm = new CloneSteps();
        DnsSteps dns = new DnsSteps();
        MigrateSteps migrate = new MigrateSteps();
        HardwareSteps hardware = new HardwareSteps();
        DiskSteps disk = new DiskSteps();
        ExtraDiskSteps extra = new ExtraDiskSteps();
        NetworkSteps network = new NetworkSteps();
        FirewallSteps firewall = new FirewallSteps();
        CloudInitSteps cloudInit = new CloudInitSteps();
        PowerSteps power = new PowerSteps();
        // spotless:off — keep the columns
        return Pipeline.of(VmRun.class, NAME)
                .at("creation",                      "Allocate IP",             settled(ip::reserve))
                .at("set_ip",                        "Clone VM",                settled(vm::cloneTemplate))
                .at("clone",                         "Configure DNS records",   bestEffort(dns::synchronise))
                .at("set_dns",                       "Migrate to target node",  migrate::toTargetNode)
                .at("migrated",                      "Set CPU & RAM",           hardware::cpuAndMemory)
                .at("set_cpu_ram",                   "Resize system disk",      disk::resizeSystem)
                .at("set_system_disk_size",          "Set system disk I/O",     disk::limitSystem)
                .at("set_system_disk_bandwidth",     "Create additional disk",  extra::create)
                .at("set_created_additional_disk",   "Resize additional disk",  disk::resizeAdditional)
                .at("set_additional_disk_size",      "Set additional disk I/O", disk::limitAdditional)
                .at("set_additional_disk_bandwidth", "Configure network",       network::configure)
                .at("set_network",                   "Configure firewall",      firewall::configure)
                .at("set_firewall",                  "Configure cloud-init",    cloudInit::configure)
                .at("set_cloudinit",                 "Start VM",                power::start)
                .at("starting",                      "Verify running + Email",  withinTicks(5, "set_cloudinit", power::verifyReady))
                .end("ready");
        // spotless:on
    }
}

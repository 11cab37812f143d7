package dev.vmlifecycle.vm.dns;

import static dev.vmlifecycle.engine.Policies.bestEffort;

import dev.vmlifecycle.engine.Pipeline;
import dev.vmlifecycle.vm.internal.DnsSteps;
import dev.vmlifecycle.vm.internal.VmRun;

/** What brings the records of a VM at rest to what they should be. None of them ever ends in an error: what fails is tried again. */
public final class DnsPipelines {
    /** All records of a VM anew. */
    public static final String RESYNC = "dns_resync";

    /** What failed, of a VM that is there. */
    public static final String REPAIR = "dns_repair";

    /** What failed, of a VM that is gone. */
    public static final String CLEANUP = "dns_cleanup";

    private DnsPipelines() {}

    /**
     * Writes every record of the VM, and removes what it should not have.
     *
     * @return 2 states, 1 action
     */
    public static Pipeline<VmRun> resync() {
        DnsSteps dns = new DnsSteps();
        return Pipeline.of(VmRun.class, RESYNC)
                .at("set_dns_records", "Synchronise DNS", bestEffort(dns::resynchronise))
                .end("ready");
    }

    /**
     * Tries again what could not be written or removed.
     *
     * @return 2 states, 1 action
     */
    public static Pipeline<VmRun> repair() {
        DnsSteps dns = new DnsSteps();
        return Pipeline.of(VmRun.class, REPAIR)
                .at("dns_repair", "Repair DNS", bestEffort(dns::synchronise))
                .end("ready");
    }

    /**
     * Tries again to remove what a VM left behind.
     *
     * @return 2 states, 1 action
     */
    public static Pipeline<VmRun> cleanup() {
        DnsSteps dns = new DnsSteps();
        return Pipeline.of(VmRun.class, CLEANUP)
                .at("dns_cleanup", "Repair DNS", bestEffort(dns::cleanUp))
                .end("remove");
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpAddress;
import java.util.List;

/**
 * Calls of the host's own records. They are the host's code and outside of our transactions: when one fails, that is an event to
 * repair, and the pipeline goes on.
 */
final class HostCalls {
    private HostCalls() {}

    static void assigned(VmRun vm, List<IpAddress> addresses) {
        attempt(
                vm,
                "assigned",
                () -> vm.services()
                        .hostRecords()
                        .assigned(vm.vm().id().key(), vm.vm().id().fqdn(), addresses));
    }

    static void cleared(VmRun vm) {
        attempt(
                vm,
                "cleared",
                () -> vm.services().hostRecords().cleared(vm.vm().id().key()));
    }

    private static void attempt(VmRun vm, String what, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            vm.step()
                    .event(
                            "host_records_failed",
                            what + ": " + e.getClass().getSimpleName() + ", to be repaired by the host");
            vm.step().detail("host records ERR  " + what + ": " + e.getMessage());
        }
    }
}

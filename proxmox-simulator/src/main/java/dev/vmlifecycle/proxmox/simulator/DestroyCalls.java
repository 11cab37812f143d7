package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;

/** The destroy call: missing, protected and running VMs are refused at once, locked ones in the task. */
final class DestroyCalls {

    private DestroyCalls() {}

    static Reply destroy(Call call) {
        Vm vm = call.vm();
        if (call.flag("skiplock") && !Permissions.isRoot(call.user())) {
            throw ApiError.param("skiplock", "Only root may use this option.");
        }
        check(vm);
        if (HaCalls.manages(call.world(), vm.vmid) && !call.flag("purge")) {
            throw ApiError.die(
                    "unable to remove VM " + vm.vmid + " - used in HA resources and purge parameter not set.");
        }
        return Reply.upid(call.start("qmdestroy"));
    }

    static void check(Vm vm) {
        if (vm.isProtected()) {
            throw ApiError.die("can't remove VM " + vm.vmid + " - protection mode enabled");
        }
        if (vm.running) {
            throw ApiError.die("VM " + vm.vmid + " is running - destroy failed");
        }
    }
}

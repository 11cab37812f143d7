package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;

/** Power calls: nearly all answer with a task and fail, if they do, inside it. */
final class PowerCalls {

    private PowerCalls() {}

    static Reply start(Call call) {
        call.world().checkQuorum();
        skipLockIsForRoot(call);
        if (HaCalls.manages(call.world(), call.vmid())) {
            return Reply.upid(call.start("hastart"));
        }
        return Reply.upid(call.start("qmstart"));
    }

    private static void skipLockIsForRoot(Call call) {
        if (call.flag("skiplock") && !Permissions.isRoot(call.user())) {
            throw ApiError.param("skiplock", "Only root may use this option.");
        }
    }

    /** With {@code overrule-shutdown} a waiting shutdown is interrupted, which frees the VM's lock. */
    static Reply stop(Call call) {
        if (call.flag("overrule-shutdown")) {
            call.world().tasks.running().stream()
                    .filter(task -> task.type.equals("qmshutdown") && task.vmid() == call.vmid())
                    .forEach(task -> call.world().tasks.abort(task, "received interrupt"));
        }
        skipLockIsForRoot(call);
        if (HaCalls.manages(call.world(), call.vmid())) {
            return Reply.upid(call.start("hastop"));
        }
        return Reply.upid(call.start("qmstop"));
    }

    static Reply shutdown(Call call) {
        skipLockIsForRoot(call);
        if (HaCalls.manages(call.world(), call.vmid())) {
            return Reply.upid(call.start("hastop"));
        }
        boolean paused = call.world().vm(call.vmid()).map(vm -> vm.paused).orElse(false);
        if (paused && call.flag("forceStop")) {
            return Reply.upid(call.start("qmstop"));
        }
        if (paused) {
            throw ApiError.die("VM is paused - cannot shutdown");
        }
        return Reply.upid(call.start("qmshutdown"));
    }

    static Reply reboot(Call call) {
        return whileRunning(call, "qmreboot");
    }

    static Reply suspend(Call call) {
        return whileRunning(call, call.flag("todisk") ? "qmsuspend" : "qmpause");
    }

    static Reply whileRunning(Call call, String type) {
        if (!call.vm().running) {
            throw ApiError.die("VM " + call.vmid() + " not running");
        }
        return Reply.upid(call.start(type));
    }
}

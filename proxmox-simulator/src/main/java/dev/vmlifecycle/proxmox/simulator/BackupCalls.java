package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Map;
import java.util.TreeMap;

/** The backup call, for one VM. */
final class BackupCalls {

    private BackupCalls() {}

    /** A VM of another node is answered with {@code OK} and nothing is done, as Proxmox does (8.4.1). */
    static Reply backup(Call call) {
        if (!call.param("vmid").matches("\\d+")) {
            throw ApiError.param("vmid", "property is missing and it is not optional");
        }
        Vm vm = call.world().vm(call.vmid()).orElse(null);
        if (vm != null && !vm.node.equals(call.node())) {
            return Reply.text("OK");
        }
        Map<String, String> args = new TreeMap<>(call.params());
        args.putIfAbsent("storage", "local");
        return Reply.upid(call.start("vzdump", call.param("vmid"), args));
    }
}

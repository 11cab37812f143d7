package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Backups: making them, their defaults, and the configuration inside one. */
final class BackupCalls {

    private BackupCalls() {}

    static void routes(Routes on) {
        on.on("POST /nodes/{node}/vzdump", BackupCalls::backup);
        on.on("GET /nodes/{node}/vzdump/defaults", BackupCalls::defaults);
        on.on("GET /nodes/{node}/vzdump/extractconfig", BackupCalls::extract);
    }

    /** A single VM of another node is answered with {@code OK} and nothing is done, as Proxmox does (8.4.1). */
    private static Reply backup(Call call) {
        List<String> vmids = wanted(call);
        if (vmids.isEmpty() && !call.flag("all") && !call.has("pool")) {
            throw ApiError.param("vmid", "property is missing and it is not optional");
        }
        List<String> here = vmids.stream()
                .filter(vmid -> call.world()
                        .vm(Whole.small(vmid, 0))
                        .map(vm -> vm.node.equals(call.node()))
                        .orElse(true))
                .toList();
        if (here.isEmpty()) {
            return Reply.text("OK");
        }
        Map<String, String> args = new TreeMap<>(call.params());
        args.putIfAbsent("storage", "local");
        args.put("vmids", String.join(",", here));
        args.remove("vmid");
        if (here.size() == 1) {
            args.put("vmid", here.get(0));
        }
        boolean single = vmids.size() == 1 && !call.flag("all");
        return Reply.upid(call.start("vzdump", single ? vmids.get(0) : "", args));
    }

    private static List<String> wanted(Call call) {
        if (call.flag("all") || call.has("pool")) {
            List<String> excluded = Texts.list(call.param("exclude"));
            AccessState.Pool pool = call.world().state.access.pools.get(call.param("pool"));
            Set<Integer> members = pool == null ? Set.of() : pool.vms;
            return call.world().vmsOn(call.node()).stream()
                    .filter(vm -> call.flag("all") || members.contains(vm.vmid))
                    .map(vm -> Integer.toString(vm.vmid))
                    .filter(vmid -> !excluded.contains(vmid))
                    .toList();
        }
        return Texts.list(call.param("vmid"));
    }

    private static Reply defaults(Call call) {
        ObjectNode data = Reply.object()
                .put("all", 0)
                .put("bwlimit", 0)
                .put("compress", "0")
                .put("dumpdir", "/var/lib/vz/dump")
                .put("ionice", 7)
                .put("lockwait", 180)
                .put("mailnotification", "always")
                .put("mode", "snapshot")
                .put("notification-mode", "auto")
                .put("notification-policy", "always")
                .put("pigz", 0)
                .put("prune-backups", "keep-all=1")
                .put("quiet", 0)
                .put("remove", 1)
                .put("stdexcludes", 1)
                .put("stop", 0)
                .put("stopwait", 10)
                .put("storage", call.has("storage") ? call.param("storage") : "local")
                .put("zstd", 1);
        data.putObject("fleecing").put("enabled", 0);
        data.putObject("performance").put("max-workers", 16).put("pbs-entries-max", 1_048_576);
        return Reply.of(data);
    }

    private static Reply extract(Call call) {
        String volid = call.param("volume");
        call.require("/storage/" + Volid.parse(volid).storage(), "Datastore.AllocateSpace");
        Volume archive = call.world().volumes.require(call.node(), volid);
        StringBuilder text = new StringBuilder(ConfigText.print(archive.config, Map.of(), Set.of()));
        archive.config.forEach((key, value) -> {
            if (DriveSpec.isKey(key) && !DriveSpec.parse(value).isCdrom()) {
                String disk = DriveSpec.parse(value).volume();
                String format = disk.contains(".") ? disk.substring(disk.lastIndexOf('.') + 1) : "raw";
                text.append("#qmdump#map:" + key + ":drive-" + key + ":"
                        + Volid.parse(disk).storage() + ":" + format + ":\n");
            }
        });
        return Reply.text(text.toString());
    }
}

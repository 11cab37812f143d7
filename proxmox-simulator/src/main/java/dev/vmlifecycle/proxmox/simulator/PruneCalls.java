package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which backups a retention rule keeps, and removing the others. */
final class PruneCalls {

    /** What counts as the same period, the newest of which is kept. */
    private static final Map<String, String> PERIODS = new TreeMap<>(Map.of(
            "keep-hourly", "uuuu-MM-dd HH",
            "keep-daily", "uuuu-MM-dd",
            "keep-weekly", "YYYY ww",
            "keep-monthly", "uuuu-MM",
            "keep-yearly", "uuuu"));

    private PruneCalls() {}

    static List<Volume> doomed(World world, StorageSpec storage, String node, int vmid, String rule) {
        List<Volume> backups = backups(world, storage, node, vmid);
        Set<Volume> kept = kept(backups, rule);
        return backups.stream()
                .filter(volume -> !volume.isProtected && !kept.contains(volume))
                .toList();
    }

    private static List<Volume> backups(World world, StorageSpec storage, String node, int vmid) {
        return world.volumes.on(storage, node).stream()
                .filter(volume -> volume.content.equals("backup") && volume.vmid == vmid)
                .sorted(Comparator.comparingLong((Volume volume) -> volume.ctime)
                        .reversed())
                .toList();
    }

    private static Set<Volume> kept(List<Volume> newestFirst, String rule) {
        Map<String, String> parts = PropertyString.parse(rule).options();
        if (parts.isEmpty() || parts.getOrDefault("keep-all", "0").equals("1")) {
            return new HashSet<>(newestFirst);
        }
        List<Volume> open = new ArrayList<>(
                newestFirst.stream().filter(volume -> !volume.isProtected).toList());
        int last = Whole.small(parts.getOrDefault("keep-last", ""), 0);
        Set<Volume> kept = new HashSet<>(open.subList(0, Math.min(last, open.size())));
        PERIODS.forEach((key, pattern) -> {
            DateTimeFormatter period =
                    DateTimeFormatter.ofPattern(pattern, java.util.Locale.ROOT).withZone(ZoneOffset.UTC);
            Set<String> seen = new HashSet<>();
            int count = Whole.small(parts.getOrDefault(key, ""), 0);
            for (Volume volume : open) {
                if (seen.size() < count && seen.add(period.format(Instant.ofEpochSecond(volume.ctime)))) {
                    kept.add(volume);
                }
            }
        });
        return kept;
    }

    static Reply preview(Call call) {
        World world = call.world();
        StorageSpec storage = world.cluster.storageOn(call.param("storage"), call.node());
        ArrayNode rows = Reply.array();
        for (int vmid : vmids(call, storage)) {
            List<Volume> doomed = doomed(world, storage, call.node(), vmid, call.param("prune-backups"));
            for (Volume volume : backups(world, storage, call.node(), vmid)) {
                String mark = volume.isProtected ? "protected" : doomed.contains(volume) ? "remove" : "keep";
                ObjectNode row = rows.addObject().put("volid", volume.volid()).put("ctime", volume.ctime);
                row.put("mark", mark).put("type", "qemu").put("vmid", volume.vmid);
            }
        }
        return Reply.of(rows);
    }

    private static Set<Integer> vmids(Call call, StorageSpec storage) {
        Set<Integer> vmids = new TreeSet<>();
        call.world().volumes.on(storage, call.node()).stream()
                .filter(volume -> volume.content.equals("backup"))
                .filter(volume -> !call.has("vmid") || volume.vmid == call.vmid())
                .forEach(volume -> vmids.add(volume.vmid));
        return vmids;
    }

    static Reply prune(Call call) {
        StorageSpec storage = call.world().cluster.storageOn(call.param("storage"), call.node());
        Map<String, String> args = new TreeMap<>(call.params());
        StringBuilder list = new StringBuilder();
        vmids(call, storage).forEach(vmid -> list.append(vmid).append(','));
        args.put("vmids", list.toString());
        args.remove("vmid");
        return Reply.upid(call.start("prunebackups", call.param("storage"), args));
    }

    static final class Program implements TaskProgram {
        @Override
        public boolean needsLock(Task task) {
            return false;
        }

        @Override
        public int struckFrom() {
            return 0;
        }

        @Override
        public void step(World world, Task task) {
            StorageSpec storage = world.cluster.storageOn(task.arg("storage"), task.node);
            for (String vmid : Texts.list(task.arg("vmids"))) {
                doomed(world, storage, task.node, Whole.small(vmid, 0), task.arg("prune-backups"))
                        .forEach(world.volumes::remove);
            }
        }
    }
}

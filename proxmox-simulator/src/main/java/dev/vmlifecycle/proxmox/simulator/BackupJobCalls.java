package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoint;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Scheduled backups. Nothing runs them: the jobs are kept and shown, and destroying a VM with {@code purge} takes it out of them. */
final class BackupJobCalls {

    private static final Pattern DAILY = Pattern.compile("(\\d{1,2}):(\\d{2})");

    private BackupJobCalls() {}

    static void routes(Routes on) {
        on.on("GET /cluster/backup", BackupJobCalls::list);
        on.on("POST /cluster/backup", BackupJobCalls::create);
        on.on("GET /cluster/backup/{id}", BackupJobCalls::read);
        on.on("PUT /cluster/backup/{id}", BackupJobCalls::change);
        on.on("DELETE /cluster/backup/{id}", BackupJobCalls::delete);
        on.on("GET /cluster/backup/{id}/included_volumes", BackupJobCalls::volumes);
        on.on(
                "GET /cluster/backup-info",
                call -> Reply.of(Reply.array().add(Reply.object().put("subdir", "not-backed-up"))));
        on.on("GET /cluster/backup-info/not-backed-up", BackupJobCalls::uncovered);
    }

    private static Map<String, Map<String, String>> jobs(Call call) {
        return call.world().state.cluster.jobs;
    }

    private static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        jobs(call).forEach((id, job) -> rows.add(row(call, id, job)));
        return Reply.of(rows);
    }

    private static ObjectNode row(Call call, String id, Map<String, String> job) {
        Endpoint schema = call.world().cluster.version().endpoints().get("POST /cluster/backup");
        ObjectNode row = Reply.object().put("id", id).put("type", "vzdump");
        job.forEach((key, value) -> {
            if (schema.printsAsNumber(key)) {
                row.put(key, Whole.of(value, 0));
            } else {
                row.put(key, value);
            }
        });
        if (!job.getOrDefault("enabled", "1").equals("0")) {
            nextRun(job.getOrDefault("schedule", ""), call.world().now(), row);
        }
        return row;
    }

    /** Only a daily time of day is understood; the recorded cluster ran on UTC. */
    private static void nextRun(String schedule, long nowMs, ObjectNode row) {
        Matcher matcher = DAILY.matcher(schedule);
        if (matcher.matches()) {
            ZonedDateTime now = Instant.ofEpochMilli(nowMs).atZone(ZoneOffset.UTC);
            LocalTime time = LocalTime.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            ZonedDateTime next = now.with(time);
            row.put("next-run", (next.isAfter(now) ? next : next.plusDays(1)).toEpochSecond());
        }
    }

    private static Map<String, String> require(Call call) {
        Map<String, String> job = jobs(call).get(call.param("id"));
        if (job == null) {
            throw ApiError.param("id", "No such job '" + call.param("id") + "'");
        }
        return job;
    }

    private static Reply read(Call call) {
        ObjectNode row = row(call, call.param("id"), require(call));
        row.remove("next-run");
        return Reply.of(row);
    }

    private static Reply create(Call call) {
        String id = call.has("id")
                ? call.param("id")
                : "backup-" + call.world().random.uuid().substring(0, 13);
        if (jobs(call).containsKey(id)) {
            throw ApiError.die("Job '" + id + "' already exists");
        }
        TreeMap<String, String> job = new TreeMap<>(call.params());
        job.remove("id");
        jobs(call).put(id, job);
        return Reply.nothing();
    }

    private static Reply change(Call call) {
        Map<String, String> job = require(call);
        Texts.list(call.param("delete")).forEach(job::remove);
        call.params().forEach((key, value) -> {
            if (!key.equals("id") && !key.equals("delete")) {
                job.put(key, value);
            }
        });
        return Reply.nothing();
    }

    private static Reply delete(Call call) {
        require(call);
        jobs(call).remove(call.param("id"));
        return Reply.nothing();
    }

    private static boolean covers(Map<String, String> job, Vm vm) {
        String id = Integer.toString(vm.vmid);
        if (job.getOrDefault("all", "0").equals("1")) {
            return !Texts.list(job.getOrDefault("exclude", "")).contains(id);
        }
        return Texts.list(job.getOrDefault("vmid", "")).contains(id);
    }

    private static Reply volumes(Call call) {
        Map<String, String> job = require(call);
        ArrayNode guests = Reply.array();
        call.world().allVms().stream().filter(vm -> covers(job, vm)).forEach(vm -> {
            ObjectNode row =
                    guests.addObject().put("id", vm.vmid).put("name", vm.name()).put("type", "qemu");
            ArrayNode disks = row.putArray("children");
            vm.drives()
                    .forEach((slot, drive) -> disks.addObject()
                            .put("id", slot)
                            .put("name", drive.volume())
                            .put("included", drive.isCdrom() ? 0 : 1)
                            .put("reason", drive.isCdrom() ? "CD-ROM" : "enabled"));
        });
        ObjectNode data = Reply.object();
        data.set("children", guests);
        return Reply.of(data);
    }

    private static Reply uncovered(Call call) {
        ArrayNode rows = Reply.array();
        for (Vm vm : call.world().allVms()) {
            if (jobs(call).values().stream().noneMatch(job -> covers(job, vm))) {
                rows.addObject().put("vmid", vm.vmid).put("name", vm.name()).put("type", "qemu");
            }
        }
        return Reply.of(rows);
    }

    /** Takes a VM out of all jobs; a job left without a VM goes too. */
    static void purge(World world, int vmid) {
        world.state.cluster.jobs.values().removeIf(job -> {
            if (!job.containsKey("vmid")) {
                return false;
            }
            java.util.List<String> rest = Texts.list(job.getOrDefault("vmid", ""));
            boolean changed = rest.remove(Integer.toString(vmid));
            job.put("vmid", String.join(",", rest));
            return changed && rest.isEmpty();
        });
    }
}

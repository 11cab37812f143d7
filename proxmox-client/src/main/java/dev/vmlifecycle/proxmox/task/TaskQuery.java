package dev.vmlifecycle.proxmox.task;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which tasks of a node to list. A token sees its own tasks only, unless it has {@code Sys.Audit}.
 *
 * @param vmid tasks working on this guest; a clone works on its source
 * @param type such as {@code qmclone}
 * @param since tasks started then or later, by the node's clock
 * @param source running, finished or both
 * @param limit most rows to return, newest first; absent = the server's 50
 */
public record TaskQuery(
        Optional<Vmid> vmid, Optional<String> type, Optional<Instant> since, TaskSource source, OptionalInt limit) {

    /** {@return running and finished tasks of all kinds} */
    public static TaskQuery all() {
        return new TaskQuery(Optional.empty(), Optional.empty(), Optional.empty(), TaskSource.ALL, OptionalInt.empty());
    }

    /**
     * {@return this query for one guest}
     *
     * @param wanted the guest
     */
    public TaskQuery vmid(Vmid wanted) {
        return new TaskQuery(Optional.of(wanted), type, since, source, limit);
    }

    /**
     * {@return this query for one kind of task}
     *
     * @param wanted such as {@code qmclone}
     */
    public TaskQuery type(String wanted) {
        return new TaskQuery(vmid, Optional.of(wanted), since, source, limit);
    }

    /**
     * {@return this query from a point in time on}
     *
     * @param from by the node's clock, whole seconds count
     */
    public TaskQuery since(Instant from) {
        return new TaskQuery(vmid, type, Optional.of(from), source, limit);
    }

    /**
     * {@return this query for running, finished or both kinds}
     *
     * @param wanted which
     */
    public TaskQuery source(TaskSource wanted) {
        return new TaskQuery(vmid, type, since, wanted, limit);
    }

    /**
     * {@return this query with another limit}
     *
     * @param rows most rows to return
     */
    public TaskQuery limit(int rows) {
        return new TaskQuery(vmid, type, since, source, OptionalInt.of(rows));
    }

    /** {@return the query parameters} */
    public List<Param> params() {
        List<Param> params = new ArrayList<>();
        vmid.ifPresent(value -> params.add(Param.of("vmid", value)));
        type.ifPresent(value -> params.add(Param.of("typefilter", value)));
        since.ifPresent(value -> params.add(Param.of("since", value.getEpochSecond())));
        params.add(Param.of("source", source));
        limit.ifPresent(value -> params.add(Param.of("limit", value)));
        return params;
    }
}

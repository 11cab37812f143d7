package dev.vmlifecycle.proxmox.task;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Instant;
import java.util.List;

/**
 * Which tasks of a node to list. A token sees its own tasks only, unless it has {@code Sys.Audit}. Immutable; each setter
 * returns a changed copy.
 */
public final class TaskQuery {

    private final ParamList params;

    private TaskQuery(ParamList params) {
        this.params = params;
    }

    /** {@return running and finished tasks of all kinds, the newest 50} */
    public static TaskQuery all() {
        return new TaskQuery(ParamList.of()).source(TaskSource.ALL);
    }

    /** {@return finished tasks of all kinds, the newest 50} */
    public static TaskQuery finished() {
        return new TaskQuery(ParamList.of());
    }

    /**
     * {@return this query for one guest}
     *
     * @param wanted the guest; a clone works on its source
     */
    public TaskQuery vmid(Vmid wanted) {
        return with("vmid", wanted);
    }

    /**
     * {@return this query for one kind of task}
     *
     * @param wanted such as {@code qmclone}
     */
    public TaskQuery type(String wanted) {
        return with("typefilter", wanted);
    }

    /**
     * {@return this query for the tasks of one user}
     *
     * @param wanted part of its name
     */
    public TaskQuery user(String wanted) {
        return with("userfilter", wanted);
    }

    /**
     * {@return this query from a point in time on}
     *
     * @param from by the node's clock, whole seconds count
     */
    public TaskQuery since(Instant from) {
        return with("since", from.getEpochSecond());
    }

    /**
     * {@return this query up to a point in time}
     *
     * @param to by the node's clock, whole seconds count
     */
    public TaskQuery until(Instant to) {
        return with("until", to.getEpochSecond());
    }

    /**
     * {@return this query for tasks that ended one of these ways}
     *
     * @param ways how
     */
    public TaskQuery ended(TaskFilter... ways) {
        return new TaskQuery(params.join("statusfilter", List.of(ways)));
    }

    /** {@return this query for tasks that did not end well} */
    public TaskQuery errors() {
        return new TaskQuery(params.flag("errors", true));
    }

    /**
     * {@return this query for running, finished or both kinds}
     *
     * @param wanted which
     */
    public TaskQuery source(TaskSource wanted) {
        // finished ones are what every server lists when it is not told
        return wanted == TaskSource.ARCHIVE ? new TaskQuery(params.without("source")) : with("source", wanted);
    }

    /**
     * {@return this query with another limit}
     *
     * @param rows most rows to return, newest first
     */
    public TaskQuery limit(int rows) {
        return with("limit", rows);
    }

    /**
     * {@return this query for later rows}
     *
     * @param row how many to pass over
     */
    public TaskQuery start(int row) {
        return with("start", row);
    }

    /** {@return the query parameters} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskQuery that && params.equals(that.params);
    }

    @Override
    public int hashCode() {
        return params.hashCode();
    }

    @Override
    public String toString() {
        return "TaskQuery" + params;
    }

    private TaskQuery with(String name, Object value) {
        return new TaskQuery(params.and(name, value));
    }
}

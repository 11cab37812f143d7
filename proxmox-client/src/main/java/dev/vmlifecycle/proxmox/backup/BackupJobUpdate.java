package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A change of a backup job. Only what was set is sent. Immutable; each setter returns a changed copy. */
public final class BackupJobUpdate {

    private final ParamList params;

    private BackupJobUpdate(ParamList params) {
        this.params = params;
    }

    /** {@return a change of nothing} */
    public static BackupJobUpdate none() {
        return new BackupJobUpdate(ParamList.of());
    }

    /**
     * {@return this change with another schedule}
     *
     * @param event a calendar event such as {@code mon..fri 02:00}
     */
    public BackupJobUpdate schedule(String event) {
        return new BackupJobUpdate(params.and("schedule", event));
    }

    /**
     * {@return this change with other guests; the keys of another kind of selection are to be deleted with it}
     *
     * @param selection which
     */
    public BackupJobUpdate selection(BackupSelection selection) {
        return new BackupJobUpdate(params.and(selection.params()));
    }

    /**
     * {@return this change with other options; those not set stay}
     *
     * @param options how
     */
    public BackupJobUpdate options(BackupOptions options) {
        return new BackupJobUpdate(params.and(options.params()));
    }

    /**
     * {@return this change with the job on or off}
     *
     * @param on whether it runs
     */
    public BackupJobUpdate enabled(boolean on) {
        return new BackupJobUpdate(params.flag("enabled", on));
    }

    /**
     * {@return this change with one node}
     *
     * @param node the only one it runs on
     */
    public BackupJobUpdate node(NodeName node) {
        return new BackupJobUpdate(params.and("node", node));
    }

    /**
     * {@return this change with a comment}
     *
     * @param text free text
     */
    public BackupJobUpdate comment(String text) {
        return new BackupJobUpdate(params.and("comment", text));
    }

    /**
     * {@return this change with settings put back to their defaults}
     *
     * @param keys as the API spells them
     */
    public BackupJobUpdate delete(String... keys) {
        return new BackupJobUpdate(params.join("delete", List.of(keys)));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "BackupJobUpdate" + params;
    }
}

package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A new backup job. Immutable; each setter returns a changed copy. */
public final class BackupJobRequest {

    private final ParamList params;

    private BackupJobRequest(ParamList params) {
        this.params = params;
    }

    /**
     * {@return a job that is enabled and named by the server}
     *
     * @param schedule a calendar event such as {@code mon..fri 02:00}
     * @param selection which guests
     * @param options how
     */
    public static BackupJobRequest of(String schedule, BackupSelection selection, BackupOptions options) {
        return new BackupJobRequest(ParamList.of(Param.of("schedule", schedule))
                .and(selection.params())
                .and(options.params()));
    }

    /**
     * {@return this job with a name}
     *
     * @param id letters, digits, hyphens; one that exists is an {@code AlreadyExistsException}
     */
    public BackupJobRequest id(String id) {
        return new BackupJobRequest(params.and("id", id));
    }

    /**
     * {@return this job switched on or off}
     *
     * @param on whether it runs
     */
    public BackupJobRequest enabled(boolean on) {
        return new BackupJobRequest(params.flag("enabled", on));
    }

    /**
     * {@return this job for one node}
     *
     * @param node the only one it runs on
     */
    public BackupJobRequest node(NodeName node) {
        return new BackupJobRequest(params.and("node", node));
    }

    /**
     * {@return this job with a comment}
     *
     * @param text free text
     */
    public BackupJobRequest comment(String text) {
        return new BackupJobRequest(params.and("comment", text));
    }

    /**
     * {@return this job with or without runs that were missed}
     *
     * @param on whether they are made up for
     */
    public BackupJobRequest repeatMissed(boolean on) {
        return new BackupJobRequest(params.flag("repeat-missed", on));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "BackupJobRequest" + params;
    }
}

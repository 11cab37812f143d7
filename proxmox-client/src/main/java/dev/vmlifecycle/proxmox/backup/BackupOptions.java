package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.util.List;

/**
 * How to back up. Only what was set is sent; what was not is decided by the storage, then by the node's
 * {@code vzdump.conf}. Immutable; each setter returns a changed copy.
 */
public final class BackupOptions {

    private final ParamList params;

    private BackupOptions(ParamList params) {
        this.params = params;
    }

    /** {@return no option} */
    public static BackupOptions none() {
        return new BackupOptions(ParamList.of());
    }

    /**
     * {@return backups to this storage}
     *
     * @param storage one that holds backups; what it can not do shows in the task only
     */
    public static BackupOptions to(StorageId storage) {
        return none().with("storage", storage);
    }

    /**
     * {@return these options with another treatment of running guests}
     *
     * @param mode how
     */
    public BackupOptions mode(BackupMode mode) {
        return with("mode", mode);
    }

    /**
     * {@return these options with compression}
     *
     * @param compression how
     */
    public BackupOptions compress(Compression compression) {
        return with("compress", compression);
    }

    /**
     * {@return these options with notes}
     *
     * @param template text, in which <code>{{guestname}}</code>, <code>{{vmid}}</code>, <code>{{node}}</code> and
     *     <code>{{cluster}}</code> are filled in
     */
    public BackupOptions notes(String template) {
        return with("notes-template", template);
    }

    /**
     * {@return these options for backups that refuse to be deleted}
     *
     * @param on whether they do
     */
    public BackupOptions protect(boolean on) {
        return new BackupOptions(params.flag("protected", on));
    }

    /**
     * {@return these options with rules for older backups}
     *
     * @param rules which to keep; others than the storage's own need {@code Datastore.Allocate}
     */
    public BackupOptions prune(PruneRules rules) {
        return with("prune-backups", rules);
    }

    /**
     * {@return these options with or without the removal of older backups}
     *
     * @param on whether the rules are applied
     */
    public BackupOptions removeOlder(boolean on) {
        return new BackupOptions(params.flag("remove", on));
    }

    /**
     * {@return these options with a limit of speed}
     *
     * @param perSecond zero for none; needs {@code Sys.Modify} on {@code /}
     */
    public BackupOptions speedLimit(ByteSize perSecond) {
        return new BackupOptions(params.bandwidth(perSecond));
    }

    /**
     * {@return these options with a priority of disk access}
     *
     * @param level 0 to 8, the higher the later; needs {@code Sys.Modify} on {@code /}
     */
    public BackupOptions ioPriority(int level) {
        return with("ionice", level);
    }

    /**
     * {@return these options with a longest wait for the node's other backups}
     *
     * @param longest whole minutes count
     */
    public BackupOptions lockWait(Duration longest) {
        return with("lockwait", longest.toMinutes());
    }

    /**
     * {@return these options with a longest wait for a guest to stop}
     *
     * @param longest whole minutes count
     */
    public BackupOptions stopWait(Duration longest) {
        return with("stopwait", longest.toMinutes());
    }

    /**
     * {@return these options with threads for zstd}
     *
     * @param threads 0 for half of the CPUs
     */
    public BackupOptions zstdThreads(int threads) {
        return with("zstd", threads);
    }

    /**
     * {@return these options with receivers of a report}
     *
     * @param addresses mail addresses or users
     */
    public BackupOptions mailTo(List<String> addresses) {
        return new BackupOptions(params.join("mailto", addresses));
    }

    /**
     * {@return these options with reports of failures only}
     *
     * @param on whether success is silent
     */
    public BackupOptions mailOnFailureOnly(boolean on) {
        return with("mailnotification", on ? "failure" : "always");
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "BackupOptions" + params;
    }

    private BackupOptions with(String name, Object value) {
        return new BackupOptions(params.and(name, value));
    }
}

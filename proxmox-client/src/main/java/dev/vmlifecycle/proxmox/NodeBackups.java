package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.backup.ArchivedConfig;
import dev.vmlifecycle.proxmox.backup.BackupDefaults;
import dev.vmlifecycle.proxmox.backup.BackupRequest;
import dev.vmlifecycle.proxmox.backup.BackupStart;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.Optional;

/** Backups a node makes. Every method is one call and throws {@code ProxmoxException}. Immutable and thread-safe. */
public final class NodeBackups {

    private final Api api;
    private final ApiPath path;

    NodeBackups(Api api, ApiPath node) {
        this.api = api;
        this.path = node.child("/vzdump");
    }

    /**
     * Starts a backup. One after the other runs on a node; the task of the next waits. Needs {@code VM.Backup} on each
     * guest and {@code Datastore.AllocateSpace} on the storage.
     *
     * @param request what and how
     * @return the task, or that there is nothing to do because the guests are on other nodes
     */
    public BackupStart start(BackupRequest request) {
        // a bare "OK" instead of a UPID means that no guest of the request is here
        Optional<Upid> upid = api.post(path, request.params())
                .parseText(text -> text.equals("OK") ? Optional.empty() : Optional.of(Upid.parse(text)));
        return upid.<BackupStart>map(id -> new BackupStart.Started(ProxmoxTask.of(api, id)))
                .orElseGet(BackupStart.NothingToDo::new);
    }

    /** {@return what the node takes for options that are not set} */
    public BackupDefaults defaults() {
        return BackupDefaults.of(api.get(path.child("/defaults")).object().wire());
    }

    /**
     * {@return what the node and a storage take for options that are not set; needs {@code Datastore.Audit} or
     * {@code Datastore.AllocateSpace} on the storage}
     *
     * @param storage where backups would go
     */
    public BackupDefaults defaults(StorageId storage) {
        return BackupDefaults.of(api.get(path.child("/defaults"), Param.of("storage", storage))
                .object()
                .wire());
    }

    /**
     * {@return the configuration in a backup; needs {@code VM.Backup} on the guest and {@code Datastore.AllocateSpace}
     * on the storage}
     *
     * @param archive a backup
     */
    public ArchivedConfig extractConfig(VolumeId archive) {
        return ArchivedConfig.of(api.get(path.child("/extractconfig"), Param.of("volume", archive))
                .parseText(text -> text));
    }

    @Override
    public String toString() {
        return "Backups at " + path;
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.backup.BackupProgress;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.backup.BackupOptions;
import dev.vmlifecycle.proxmox.backup.BackupRequest;
import dev.vmlifecycle.proxmox.backup.BackupStart;
import dev.vmlifecycle.proxmox.backup.Compression;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.vm.VmException;
import java.util.Optional;

/** The one call that must not be made twice. */
final class BackupCalls {
    private final SubjectStore store;
    private final BackupStore backups;

    BackupCalls(SubjectStore store, BackupStore backups) {
        this.store = store;
        this.backups = backups;
    }

    /** Asks Proxmox for a backup whose record was written just now, and notes the task. */
    BackupRecord send(ProxmoxClient pve, VmRecord vm, BackupRecord record) {
        BackupStart start;
        try {
            start = pve.node(record.place().node()).backups().start(request(vm, record));
        } catch (ProxmoxException e) {
            if (e.mayHaveHappened()) {
                // from now on it can be found out
                return note(record, BackupProgress.starting(store.now()));
            }
            note(record, record.progress().failed(VmErrors.message(e), store.now()));
            throw e;
        }
        Optional<Upid> upid =
                start instanceof BackupStart.Started started ? started.task().upid() : Optional.empty();
        if (upid.isEmpty()) {
            String moved = "VM " + record.place().vmid() + " is not on node "
                    + record.place().node() + " any more";
            note(record, record.progress().failed(moved, store.now()));
            throw new VmException(
                    VmException.Code.NOT_ALLOWED,
                    "vm " + record.key() + ": " + moved + " (expected: to stay for a moment)");
        }
        return note(record, record.progress().running(upid.get(), store.now()));
    }

    /** The storage's own rules for older backups are not applied: they know nothing of whose those are. */
    private static BackupRequest request(VmRecord vm, BackupRecord record) {
        return BackupRequest.of(
                record.place().vmid(),
                BackupOptions.to(record.wish().storage())
                        .mode(record.wish().mode())
                        .compress(Compression.ZSTD)
                        .notes(OurArchives.notes(vm, record.place().vmid(), record.id()))
                        .removeOlder(false));
    }

    private BackupRecord note(BackupRecord record, BackupProgress progress) {
        backups.updateBackup(record, progress);
        return record.with(progress);
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.backup.BackupProgress;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupState;
import dev.vmlifecycle.backup.BackupStore;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.ProxmoxTask;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.storage.BackupVolume;
import dev.vmlifecycle.proxmox.task.TaskOutcome;
import dev.vmlifecycle.proxmox.task.TaskQuery;
import dev.vmlifecycle.proxmox.task.TaskSource;
import dev.vmlifecycle.proxmox.task.TaskStatus;
import dev.vmlifecycle.proxmox.task.TaskSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what became of a backup, one look at a time. Whatever it finds, it notes only if nobody else did meanwhile. */
final class BackupWatch {
    /** A sender gives up after this, whatever kept it; see {@link Fleet}. */
    private static final Duration SENDING = Duration.ofSeconds(90);

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);
    /** A wish that could not be sent for so long is not fulfilled any more. */
    private static final Duration STILL_WANTED = Duration.ofHours(6);

    private static final int LOG_LINES = 10;
    private static final int MOST = 1000;

    private final SubjectStore store;
    private final BackupStore backups;
    private final VmServices services;
    private final Fleet fleet;

    BackupWatch(SubjectStore store, BackupStore backups, VmServices services) {
        this.store = store;
        this.backups = backups;
        this.services = services;
        this.fleet = new Fleet(store, services);
    }

    /** Looks. Answers a line when there is something to tell. */
    Optional<String> look(BackupRecord record) {
        ProxmoxClient pve = fleet.client(record.place().cluster());
        return record.progress().state() == BackupState.STARTING
                ? settle(pve, record)
                : follow(pve, record, record.progress().upid().orElseThrow());
    }

    /** The answer was lost, or never asked for: the archive or the task tells; once neither can come any more, it is asked for again. */
    private Optional<String> settle(ProxmoxClient pve, BackupRecord record) {
        Optional<BackupVolume> archive = archive(pve, record, true);
        if (archive.isPresent()) {
            return done(pve, record, archive.get());
        }
        Optional<Upid> task = unknownTask(pve, record);
        if (task.isPresent()) {
            backups.updateBackup(record, record.progress().running(task.get(), store.now()));
            return Optional.empty();
        }
        Instant now = store.now();
        Instant sure = record.progress()
                .changedAt()
                .plus(SENDING)
                .plus(services.settings().settle());
        if (now.isBefore(sure)) {
            return Optional.empty();
        }
        Optional<VmRecord> vm = store.find(record.key())
                .filter(LiveVm::isAtRest)
                .map(row -> VmCodec.read(row.subject()))
                .filter(present -> present.remote()
                        .vmid()
                        .equals(Optional.of(record.place().vmid())));
        if (vm.isEmpty() || now.isAfter(record.wish().at().plus(STILL_WANTED))) {
            return failed(record, "it was not begun (no task, no archive), and is not asked for any more");
        }
        BackupRecord claimed = record.with(BackupProgress.starting(now));
        // of two that come here one goes on
        if (backups.updateBackup(record, claimed.progress())) {
            new BackupCalls(store, backups).send(pve, vm.get(), claimed);
        }
        return Optional.empty();
    }

    /** A backup task of this VM, begun since, that no record of ours knows. Whether it was ours shows when its archive is there. */
    private Optional<Upid> unknownTask(ProxmoxClient pve, BackupRecord record) {
        Set<Upid> known = backups.backupsOf(record.key(), MOST).stream()
                .flatMap(other -> other.progress().upid().stream())
                .collect(Collectors.toSet());
        TaskQuery query = TaskQuery.all()
                .vmid(record.place().vmid())
                .type("vzdump")
                .since(record.wish().at().minus(CLOCK_SKEW))
                .source(TaskSource.ALL);
        return pve.node(record.place().node()).tasks(query).stream()
                .map(TaskSummary::upid)
                .filter(upid -> !known.contains(upid))
                .findFirst();
    }

    private Optional<String> follow(ProxmoxClient pve, BackupRecord record, Upid upid) {
        ProxmoxTask task = pve.task(upid);
        TaskStatus status = task.status();
        if (status.isRunning()) {
            return Optional.empty();
        }
        Optional<String> failure = status.outcome()
                .filter(TaskOutcome.Failed.class::isInstance)
                .map(outcome -> ((TaskOutcome.Failed) outcome).text());
        if (failure.isPresent()) {
            return failed(record, failure.get() + tail(task));
        }
        Optional<BackupVolume> archive = archive(pve, record, false);
        return archive.isPresent()
                ? done(pve, record, archive.get())
                : failed(record, "the task ended and no archive came of it" + tail(task));
    }

    private static String tail(ProxmoxTask task) {
        List<String> lines = task.logTail(LOG_LINES);
        return lines.isEmpty() ? "" : ": " + String.join(" | ", lines);
    }

    /**
     * The archive: by its notes or, on a storage that keeps none, the only one that is there now and was not before.
     *
     * @param certain whether the notes alone count, since it is not known that anything was made
     */
    private static Optional<BackupVolume> archive(ProxmoxClient pve, BackupRecord record, boolean certain) {
        List<BackupVolume> fresh =
                pve
                        .node(record.place().node())
                        .storage(record.wish().storage())
                        .backups(record.place().vmid())
                        .stream()
                        .filter(archive -> !record.before().contains(archive.volume()))
                        .toList();
        Optional<BackupVolume> named = fresh.stream()
                .filter(archive -> OurArchives.isOf(archive, record.id()))
                .findFirst();
        List<BackupVolume> unnamed =
                fresh.stream().filter(archive -> archive.notes().isEmpty()).toList();
        return named.isPresent() || certain || unnamed.size() != 1 ? named : Optional.of(unnamed.get(0));
    }

    private Optional<String> done(ProxmoxClient pve, BackupRecord record, BackupVolume archive) {
        // first the quota: whoever dies before the record is written comes here again
        Optional<String> removed = prune(pve, record, archive);
        BackupProgress progress = record.progress().done(archive.volume(), archive.size(), store.now());
        return backups.updateBackup(record, progress)
                ? Optional.of(record.key() + "  backup done  " + archive.volume() + removed.orElse(""))
                : Optional.empty();
    }

    private Optional<String> failed(BackupRecord record, String why) {
        return backups.updateBackup(record, record.progress().failed(why, store.now()))
                ? Optional.of(record.key() + "  backup failed  " + why)
                : Optional.empty();
    }

    /** Removes what is over the quota: the oldest of ours, never a protected one, never the one that was made just now. */
    private Optional<String> prune(ProxmoxClient pve, BackupRecord record, BackupVolume made) {
        Optional<VmRecord> vm = store.find(record.key()).map(row -> VmCodec.read(row.subject()));
        if (vm.isEmpty() || vm.get().pkg().backups().most().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder removed = new StringBuilder();
        try {
            List<OurArchives.Found> ours =
                    OurArchives.of(pve, vm.get(), record.place().vmid(), backups.backupsOf(record.key(), MOST));
            List<OurArchives.Found> oldest = ours.stream()
                    .filter(found -> !found.archive().isProtected())
                    .filter(found -> !found.archive().volume().equals(made.volume()))
                    .limit(vm.get().pkg().backups().surplus(ours.size()))
                    .toList();
            for (OurArchives.Found found : oldest) {
                pve.node(found.node())
                        .storage(found.storage())
                        .delete(found.archive().volume());
                removed.append(", removed ").append(found.archive().volume());
            }
        } catch (ProxmoxException e) {
            // the archive is there all the same; the next backup comes here again
            removed.append(", older ones not removed: ").append(VmErrors.message(e));
        }
        return Optional.of(removed.toString());
    }
}

package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.backup.BackupJob;
import dev.vmlifecycle.proxmox.backup.BackupJobRequest;
import dev.vmlifecycle.proxmox.backup.BackupJobUpdate;
import dev.vmlifecycle.proxmox.backup.UncoveredGuest;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.BackupReader;
import java.util.List;

/** The backup jobs of the cluster. Every method is one call and throws {@code ProxmoxException}. Immutable and thread-safe. */
public final class BackupJobs {

    private static final ApiPath JOBS = ApiPath.of("/cluster/backup");

    private final Api api;

    BackupJobs(Api api) {
        this.api = api;
    }

    /** {@return all jobs; needs {@code Sys.Audit} on {@code /}} */
    public List<BackupJob> list() {
        return api.get(JOBS).rows().stream().map(BackupReader::job).toList();
    }

    /**
     * {@return one job; needs {@code Sys.Audit} on {@code /}}
     *
     * @param id its name
     */
    public BackupJob get(String id) {
        return BackupReader.job(id, api.get(path(id)).object());
    }

    /**
     * Makes a job; needs {@code Sys.Modify} on {@code /}. An existing one is an {@code AlreadyExistsException}.
     *
     * @param request what it does
     */
    public void create(BackupJobRequest request) {
        api.post(JOBS, request.params());
    }

    /**
     * Changes a job; needs {@code Sys.Modify} on {@code /}.
     *
     * @param id its name
     * @param update what changes
     */
    public void update(String id, BackupJobUpdate update) {
        api.put(path(id), update.params());
    }

    /**
     * Removes a job, its backups stay; needs {@code Sys.Modify} on {@code /}.
     *
     * @param id its name
     */
    public void delete(String id) {
        api.delete(path(id), List.of());
    }

    /** {@return the guests no job is for; needs {@code Sys.Audit} on {@code /}} */
    public List<UncoveredGuest> uncoveredGuests() {
        return api.get(ApiPath.of("/cluster/backup-info/not-backed-up")).rows().stream()
                .map(BackupReader::uncovered)
                .toList();
    }

    @Override
    public String toString() {
        return "BackupJobs";
    }

    private static ApiPath path(String id) {
        return JOBS.child("/{id}", id);
    }
}

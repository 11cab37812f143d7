/**
 * Backups: options, jobs, what is in an archive. Start at {@code Node.backups()} to make one now and at
 * {@code Cluster.backupJobs()} for the schedule; the archives are volumes of a {@code NodeStorage}.
 */
@NullMarked
package dev.vmlifecycle.proxmox.backup;

import org.jspecify.annotations.NullMarked;

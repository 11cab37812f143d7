/**
 * Backups of VMs: what was asked for and what came of it, schedules, quotas.
 *
 * <p>Start reading at {@link dev.vmlifecycle.backup.BackupRecord}.
 */
@NullMarked
package dev.vmlifecycle.backup;

import org.jspecify.annotations.NullMarked;

package dev.vmlifecycle.backup;

import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What was asked for.
 *
 * @param day the day of the schedule that it is for; empty when somebody asked
 * @param storage where the archive goes
 * @param mode how a running guest is treated
 * @param by who asked, and why
 * @param at when, by the store's clock
 */
public record BackupWish(Optional<LocalDate> day, StorageId storage, BackupMode mode, String by, Instant at) {}

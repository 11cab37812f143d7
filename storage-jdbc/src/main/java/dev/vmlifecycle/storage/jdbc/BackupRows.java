package dev.vmlifecycle.storage.jdbc;

import dev.vmlifecycle.backup.BackupId;
import dev.vmlifecycle.backup.BackupPlace;
import dev.vmlifecycle.backup.BackupProgress;
import dev.vmlifecycle.backup.BackupRecord;
import dev.vmlifecycle.backup.BackupState;
import dev.vmlifecycle.backup.BackupWish;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.backup.BackupMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Backups asked for and what became of them. */
final class BackupRows {

    private BackupRows() {}

    static boolean add(Tx tx, BackupRecord record) throws SQLException {
        Optional<String> day = record.wish().day().map(date -> record.key() + "/" + date);
        boolean inTheWay = tx.exists(
                "SELECT 1 FROM ${prefix}backup WHERE id = ? OR open_key = ? OR day_key = ?",
                record.id().value(),
                record.key(),
                day.orElse(""));
        if (inTheWay) {
            return false;
        }
        // two that look at the same time meet at a unique key: the second is run again and finds the row
        tx.update(
                "INSERT INTO ${prefix}backup (id, skey, open_key, day_key, day_text, storage_id, backup_mode, asked_by,"
                        + " asked_at, cluster_name, node_name, vmid, before_doc, state, changed_at, error_text)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                record.id().value(),
                record.key(),
                record.key(),
                day,
                record.wish().day().map(LocalDate::toString),
                record.wish().storage().toString(),
                record.wish().mode(),
                record.wish().by(),
                record.wish().at(),
                record.place().cluster(),
                record.place().node().toString(),
                record.place().vmid().value(),
                record.before().stream().map(VolumeId::toString).collect(Collectors.joining("\n")),
                record.progress().state(),
                record.progress().changedAt(),
                record.progress().error());
        return true;
    }

    static boolean update(Tx tx, BackupRecord seen, BackupProgress progress) throws SQLException {
        Optional<BackupRecord> present = tx.first(
                "SELECT * FROM ${prefix}backup WHERE id = ?" + tx.dialect().lockSuffix(),
                BackupRows::record,
                seen.id().value());
        if (present.isEmpty() || !present.get().progress().equals(seen.progress())) {
            return false;
        }
        tx.update(
                "UPDATE ${prefix}backup SET state = ?, upid = ?, archive = ?, size_bytes = ?, changed_at = ?,"
                        + " error_text = ?, open_key = ? WHERE id = ?",
                progress.state(),
                progress.upid().map(Upid::toString),
                progress.archive().map(VolumeId::toString),
                progress.size().map(ByteSize::bytes),
                progress.changedAt(),
                progress.error(),
                progress.state().isOpen() ? Optional.of(seen.key()) : Optional.empty(),
                seen.id().value());
        return true;
    }

    static List<BackupRecord> open(Tx tx, Optional<BackupId> after, int limit) throws SQLException {
        return tx.list(
                "SELECT * FROM ${prefix}backup WHERE open_key IS NOT NULL AND id > ? ORDER BY id LIMIT ?",
                BackupRows::record,
                after.map(BackupId::value).orElse(""),
                Math.max(0, limit));
    }

    static List<BackupRecord> of(Tx tx, String key, int limit) throws SQLException {
        return tx.list(
                "SELECT * FROM ${prefix}backup WHERE skey = ? ORDER BY asked_at DESC, id DESC LIMIT ?",
                BackupRows::record,
                key,
                Math.max(0, limit));
    }

    static int forget(Tx tx, Instant before) throws SQLException {
        return tx.update("DELETE FROM ${prefix}backup WHERE open_key IS NULL AND changed_at < ?", before);
    }

    private static BackupRecord record(Row row) throws SQLException {
        return new BackupRecord(
                BackupId.of(row.text("id")),
                row.text("skey"),
                new BackupWish(
                        row.optionalText("day_text").map(LocalDate::parse),
                        StorageId.of(row.text("storage_id")),
                        BackupMode.valueOf(row.text("backup_mode")),
                        row.text("asked_by"),
                        row.instant("asked_at")),
                new BackupPlace(
                        row.text("cluster_name"), NodeName.of(row.text("node_name")), Vmid.of(row.integer("vmid"))),
                row.text("before_doc").lines().map(VolumeId::of).toList(),
                new BackupProgress(
                        BackupState.valueOf(row.text("state")),
                        row.optionalText("upid").map(Upid::parse),
                        row.optionalText("archive").map(VolumeId::of),
                        row.optionalNumber("size_bytes").map(ByteSize::ofBytes),
                        row.instant("changed_at"),
                        row.text("error_text")));
    }
}

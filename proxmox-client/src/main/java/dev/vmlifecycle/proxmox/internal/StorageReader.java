package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.storage.PruneCandidate;
import dev.vmlifecycle.proxmox.storage.PruneMark;
import dev.vmlifecycle.proxmox.storage.StorageConfig;
import dev.vmlifecycle.proxmox.storage.StorageUsage;
import dev.vmlifecycle.proxmox.storage.Volume;
import java.time.Instant;

/** Answers about storages and what is on them. */
public final class StorageReader {

    private StorageReader() {}

    /**
     * {@return a storage}
     *
     * @param row of {@code /storage}, or the data of one
     */
    public static StorageConfig config(Fields row) {
        return StorageConfig.of(row.require("storage", StorageId::of), row.wire());
    }

    /**
     * {@return a volume}
     *
     * @param row of {@code content}
     */
    public static Volume volume(Fields row) {
        return Volume.of(row.require("volid", VolumeId::of), row.wire());
    }

    /**
     * {@return what pruning would make of a backup}
     *
     * @param row of {@code prunebackups}
     */
    public static PruneCandidate candidate(Fields row) {
        return new PruneCandidate(
                row.require("volid", VolumeId::of),
                row.instant("ctime").orElse(Instant.EPOCH),
                row.require("mark", PruneMark::parse),
                row.read("vmid", Vmid::parse));
    }

    /**
     * {@return a row of statistics}
     *
     * @param row of {@code rrddata}
     */
    public static StorageUsage usage(Fields row) {
        WireMap values = WireMap.of(row.scalars());
        Instant time = row.requireInstant("time");
        return new StorageUsage(time, values.bytes("total"), values.bytes("used"));
    }
}

package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.cluster.HaResource;
import dev.vmlifecycle.proxmox.cluster.HaResourceId;
import dev.vmlifecycle.proxmox.cluster.HaStatus;
import dev.vmlifecycle.proxmox.cluster.HaStatusKind;

/** Answers below {@code /cluster/ha}. */
public final class HaReader {

    private HaReader() {}

    /**
     * {@return a resource}
     *
     * @param row of {@code resources}, or the data of one
     */
    public static HaResource resource(Fields row) {
        return HaResource.of(row.require("sid", HaResourceId::of), row.wire());
    }

    /**
     * {@return a row of the status}
     *
     * @param row of {@code status/current}
     */
    public static HaStatus status(Fields row) {
        return HaStatus.of(HaStatusKind.find(row.require("type")), row.wire());
    }
}

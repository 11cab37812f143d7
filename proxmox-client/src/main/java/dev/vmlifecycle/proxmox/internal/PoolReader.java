package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.pool.Pool;
import dev.vmlifecycle.proxmox.pool.PoolSummary;

/** Answers below {@code /pools}. */
public final class PoolReader {

    private PoolReader() {}

    /**
     * {@return a row of the pool list}
     *
     * @param row of {@code /pools}
     */
    public static PoolSummary summary(Fields row) {
        return new PoolSummary(row.require("poolid", PoolId::of), row.text("comment"));
    }

    /**
     * {@return a pool}
     *
     * @param id its name, which older answers lack
     * @param data of {@code /pools/{poolid}}
     */
    public static Pool pool(PoolId id, Fields data) {
        return new Pool(
                id,
                data.text("comment"),
                data.rows("members").stream().map(ClusterReader::resource).toList());
    }
}

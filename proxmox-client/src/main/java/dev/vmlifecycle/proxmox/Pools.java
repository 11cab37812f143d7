package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.internal.PoolReader;
import dev.vmlifecycle.proxmox.pool.Pool;
import dev.vmlifecycle.proxmox.pool.PoolSummary;
import dev.vmlifecycle.proxmox.pool.PoolUpdate;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * The pools of the cluster. Every method is one call and throws {@code ProxmoxException}. Immutable and thread-safe.
 *
 * <p>Pools are addressed by the path all servers from 7.4 to 9 know; that path can not hold a slash, so nested pools,
 * which came with 8.1, go by the parameter that came with 8.
 */
public final class Pools {

    private static final ApiPath POOLS = ApiPath.of("/pools");

    private final Api api;

    Pools(Api api) {
        this.api = api;
    }

    /** {@return the pools the token may see ({@code Pool.Audit})} */
    public List<PoolSummary> list() {
        return api.get(POOLS).rows().stream().map(PoolReader::summary).toList();
    }

    /**
     * {@return one pool with its members; needs {@code Pool.Audit}; a missing one is a {@code NotFoundException}}
     *
     * @param id its name
     */
    public Pool get(PoolId id) {
        if (!id.isNested()) {
            return PoolReader.pool(id, api.get(path(id)).object());
        }
        return PoolReader.pool(id, api.get(POOLS, Param.of("poolid", id)).only());
    }

    /**
     * Makes an empty pool; needs {@code Pool.Allocate}. An existing one is an {@code AlreadyExistsException}.
     *
     * @param id its name
     */
    public void create(PoolId id) {
        api.post(POOLS, List.of(Param.of("poolid", id)));
    }

    /**
     * Makes an empty pool; needs {@code Pool.Allocate}. An existing one is an {@code AlreadyExistsException}.
     *
     * @param id its name
     * @param comment free text
     */
    public void create(PoolId id, String comment) {
        api.post(POOLS, List.of(Param.of("poolid", id), Param.of("comment", comment)));
    }

    /**
     * Changes a pool; needs {@code Pool.Allocate}, for members also {@code VM.Allocate} or
     * {@code Datastore.Allocate} on each.
     *
     * @param id its name
     * @param update what changes
     */
    public void update(PoolId id, PoolUpdate update) {
        if (id.isNested()) {
            api.put(
                    POOLS,
                    ParamList.of(Param.of("poolid", id)).and(update.params()).list());
        } else {
            api.put(path(id), update.params());
        }
    }

    /**
     * Removes an empty pool; needs {@code Pool.Allocate}. One with members is refused.
     *
     * @param id its name
     */
    public void delete(PoolId id) {
        if (id.isNested()) {
            api.delete(POOLS, List.of(Param.of("poolid", id)));
        } else {
            api.delete(path(id), List.of());
        }
    }

    @Override
    public String toString() {
        return "Pools";
    }

    private static ApiPath path(PoolId id) {
        return POOLS.child("/{poolid}", id);
    }
}

package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * A clone of a template whose disks refer to the template's. It takes no storage and no format, and on local storage it
 * can never migrate. Immutable; each setter returns a changed copy.
 */
public final class LinkedClone {

    private final ParamList params;

    private LinkedClone(ParamList params) {
        this.params = params;
    }

    /**
     * {@return a clone to this number, named by the server}
     *
     * @param newId must be free; who got it is known only when the task ended well
     */
    public static LinkedClone to(Vmid newId) {
        // always explicit: the default depends on whether the source is a template
        return new LinkedClone(ParamList.of().and("newid", newId).flag("full", false));
    }

    /**
     * {@return this clone with a name}
     *
     * @param name a DNS name
     */
    public LinkedClone name(String name) {
        return new LinkedClone(params.and("name", name));
    }

    /**
     * {@return this clone with notes}
     *
     * @param description up to 8192 characters
     */
    public LinkedClone description(String description) {
        return new LinkedClone(params.and("description", description));
    }

    /**
     * {@return this clone on another node, for templates whose disks are all on shared storage}
     *
     * @param target the node
     */
    public LinkedClone target(NodeName target) {
        return new LinkedClone(params.and("target", target));
    }

    /**
     * {@return this clone as member of a pool}
     *
     * @param pool its name
     */
    public LinkedClone pool(PoolId pool) {
        return new LinkedClone(params.and("pool", pool));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "LinkedClone" + params.list();
    }
}

package dev.vmlifecycle.proxmox.pool;

import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A change of a pool. Only what was set is sent. Immutable; each setter returns a changed copy. */
public final class PoolUpdate {

    private final ParamList params;

    private PoolUpdate(ParamList params) {
        this.params = params;
    }

    /**
     * {@return new members; one that is in already fails as an {@code AlreadyExistsException}}
     *
     * @param vms guests
     */
    public static PoolUpdate add(Vmid... vms) {
        return new PoolUpdate(ParamList.of().join("vms", List.of(vms)));
    }

    /**
     * {@return new members}
     *
     * @param storages storages
     */
    public static PoolUpdate add(StorageId... storages) {
        return new PoolUpdate(ParamList.of().join("storage", List.of(storages)));
    }

    /**
     * {@return the end of membership; the members themselves stay}
     *
     * @param vms guests
     */
    public static PoolUpdate remove(Vmid... vms) {
        return new PoolUpdate(add(vms).params.flag("delete", true));
    }

    /**
     * {@return the end of membership; the members themselves stay}
     *
     * @param storages storages
     */
    public static PoolUpdate remove(StorageId... storages) {
        return new PoolUpdate(add(storages).params.flag("delete", true));
    }

    /**
     * {@return another comment}
     *
     * @param text free text, empty for none
     */
    public static PoolUpdate comment(String text) {
        return new PoolUpdate(ParamList.of(Param.of("comment", text)));
    }

    /** {@return this change for guests that are in another pool and leave it; since 8, before that it is refused} */
    public PoolUpdate moving() {
        return new PoolUpdate(params.flag("allow-move", true));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "PoolUpdate" + params;
    }
}

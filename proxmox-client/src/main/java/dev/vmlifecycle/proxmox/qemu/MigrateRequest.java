package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A move to another node.
 *
 * @param target the node
 * @param targetStorage where local disks go: a storage for all, {@code a:b,c} as a map with a default, {@code 1} for the
 *     same names; ignored by the server for shared disks; absent = same names
 * @param online whether a running VM is moved as it runs
 * @param withLocalDisks whether local disks of a running VM move too; those of a stopped one always do
 */
public record MigrateRequest(NodeName target, Optional<String> targetStorage, boolean online, boolean withLocalDisks) {

    /**
     * {@return the move of a stopped VM to storages of the same names}
     *
     * @param target the node
     */
    public static MigrateRequest to(NodeName target) {
        return new MigrateRequest(target, Optional.empty(), false, false);
    }

    /**
     * {@return this move to other storages}
     *
     * @param map such as {@code local:second}
     */
    public MigrateRequest targetStorage(String map) {
        return new MigrateRequest(target, Optional.of(map), online, withLocalDisks);
    }

    /** {@return this move for a running VM, its local disks included} */
    public MigrateRequest whileRunning() {
        return new MigrateRequest(target, targetStorage, true, true);
    }

    /** {@return this move for a running VM, refused when it has local disks} */
    public MigrateRequest whileRunningOnSharedDisks() {
        return new MigrateRequest(target, targetStorage, true, false);
    }

    /** {@return the form fields} */
    public List<Param> params() {
        List<Param> params = new ArrayList<>();
        params.add(Param.of("target", target));
        targetStorage.ifPresent(map -> params.add(Param.of("targetstorage", map)));
        if (online) {
            params.add(Param.flag("online", true));
        }
        if (withLocalDisks) {
            params.add(Param.flag("with-local-disks", true));
        }
        return params;
    }
}

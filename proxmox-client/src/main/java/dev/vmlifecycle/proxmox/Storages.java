package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.StorageReader;
import dev.vmlifecycle.proxmox.storage.StorageConfig;
import java.util.List;

/** The storages of the cluster as configured. Every method is one call and throws {@code ProxmoxException}. Immutable and thread-safe. */
public final class Storages {

    private static final ApiPath STORAGES = ApiPath.of("/storage");

    private final Api api;

    Storages(Api api) {
        this.api = api;
    }

    /** {@return those the token may see; needs {@code Datastore.Audit} or {@code Datastore.AllocateSpace} on each} */
    public List<StorageConfig> list() {
        return api.get(STORAGES).rows().stream().map(StorageReader::config).toList();
    }

    /**
     * {@return one storage; needs {@code Datastore.Allocate}}
     *
     * @param id its name
     */
    public StorageConfig get(StorageId id) {
        return StorageReader.config(api.get(STORAGES.child("/{storage}", id)).object());
    }

    @Override
    public String toString() {
        return "Storages";
    }
}

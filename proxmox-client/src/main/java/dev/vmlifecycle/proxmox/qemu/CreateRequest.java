package dev.vmlifecycle.proxmox.qemu;

import dev.vmlifecycle.proxmox.PoolId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.ConfigUpdate;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A new VM. What is not set is the server's: 1 core, 512 MiB, no disk, no NIC, a UUID and MACs of its own. Immutable;
 * each setter returns a changed copy.
 */
public final class CreateRequest {

    private static final Set<String> FOR_CHANGES = Set.of("digest", "delete", "revert");

    private final ParamList params;

    private CreateRequest(ParamList params) {
        this.params = params;
    }

    /**
     * {@return a VM with this number and nothing else}
     *
     * @param vmid must be free
     */
    public static CreateRequest of(Vmid vmid) {
        return new CreateRequest(ParamList.of().and("vmid", vmid));
    }

    /**
     * {@return this VM with more of its configuration}
     *
     * @param settings sets keys, as for an update; NICs may lack a MAC
     * @throws IllegalArgumentException when keys are deleted or reverted, or a digest is given
     */
    public CreateRequest with(Consumer<ConfigUpdate.Builder> settings) {
        return new CreateRequest(merge(params, settings));
    }

    /**
     * {@return this VM as member of a pool}
     *
     * @param pool its name
     */
    public CreateRequest pool(PoolId pool) {
        return new CreateRequest(params.and("pool", pool));
    }

    /** {@return this VM, started when it is made} */
    public CreateRequest start() {
        return new CreateRequest(params.flag("start", true));
    }

    /** {@return the form fields; secrets are among them} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "CreateRequest" + params.list();
    }

    static ParamList merge(ParamList params, Consumer<ConfigUpdate.Builder> settings) {
        ConfigUpdate.Builder builder = ConfigUpdate.builder().regenerateMac();
        settings.accept(builder);
        ParamList merged = params;
        for (Param param : builder.build().params()) {
            if (FOR_CHANGES.contains(param.name())) {
                throw new IllegalArgumentException(param.name() + ": for a new VM (expected: keys to set)");
            }
            merged = merged.and(param);
        }
        return merged;
    }
}

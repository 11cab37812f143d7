package dev.vmlifecycle.proxmox.node;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A start of many guests, in their start-up order. Immutable; each setter returns a changed copy. */
public final class StartAll {

    private final ParamList params;

    private StartAll(ParamList params) {
        this.params = params;
    }

    /** {@return a start of the guests that start with the node} */
    public static StartAll onBoot() {
        return new StartAll(ParamList.of());
    }

    /**
     * {@return a start of these guests, those among them that start with the node}
     *
     * @param vmids which
     */
    public static StartAll of(Vmid... vmids) {
        return new StartAll(ParamList.of().join("vms", List.of(vmids)));
    }

    /** {@return this start, of guests too that do not start with the node} */
    public StartAll force() {
        return new StartAll(params.flag("force", true));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "StartAll" + params;
    }
}

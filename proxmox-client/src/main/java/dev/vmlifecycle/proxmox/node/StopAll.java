package dev.vmlifecycle.proxmox.node;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.util.List;

/** A shutdown of many guests, against their start-up order. Immutable; each setter returns a changed copy. */
public final class StopAll {

    private final ParamList params;

    private StopAll(ParamList params) {
        this.params = params;
    }

    /** {@return a shutdown of all guests; the server waits 3 minutes for each and then ends it} */
    public static StopAll everyGuest() {
        return new StopAll(ParamList.of());
    }

    /**
     * {@return a shutdown of these guests}
     *
     * @param vmids which
     */
    public static StopAll of(Vmid... vmids) {
        return new StopAll(ParamList.of().join("vms", List.of(vmids)));
    }

    /**
     * {@return this shutdown with another longest wait for each guest}
     *
     * @param longest whole seconds count, up to 2 hours
     */
    public StopAll timeout(Duration longest) {
        return new StopAll(params.and("timeout", longest.toSeconds()));
    }

    /**
     * {@return this shutdown with or without an end to guests that do not stop in time}
     *
     * @param on whether they are ended
     */
    public StopAll forceStop(boolean on) {
        return new StopAll(params.flag("force-stop", on));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "StopAll" + params;
    }
}

package dev.vmlifecycle.proxmox.cluster;

import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** How HA shall look after a guest. Only what was set is sent. Immutable; each setter returns a changed copy. */
public final class HaSettings {

    private final ParamList params;

    private HaSettings(ParamList params) {
        this.params = params;
    }

    /** {@return the server's defaults: started, one restart, one move} */
    public static HaSettings none() {
        return new HaSettings(ParamList.of());
    }

    /**
     * {@return these settings with another wanted state}
     *
     * @param wanted the state
     */
    public HaSettings state(HaState wanted) {
        return new HaSettings(params.and("state", wanted));
    }

    /**
     * {@return these settings with a group of nodes; replaced by rules in 9}
     *
     * @param name of a group that exists
     */
    public HaSettings group(String name) {
        return new HaSettings(params.and("group", name));
    }

    /**
     * {@return these settings with a number of starts on its node before it is moved}
     *
     * @param times 0 or more
     */
    public HaSettings maxRestart(int times) {
        return new HaSettings(params.and("max_restart", times));
    }

    /**
     * {@return these settings with a number of moves before HA gives up}
     *
     * @param times 0 or more
     */
    public HaSettings maxRelocate(int times) {
        return new HaSettings(params.and("max_relocate", times));
    }

    /**
     * {@return these settings with a comment}
     *
     * @param text free text
     */
    public HaSettings comment(String text) {
        return new HaSettings(params.and("comment", text));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "HaSettings" + params;
    }
}

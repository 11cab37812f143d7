package dev.vmlifecycle.proxmox.storage;

import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A change of a backup's attributes. Only what was set is sent. Immutable; each setter returns a changed copy. */
public final class VolumeUpdate {

    private final ParamList params;

    private VolumeUpdate(ParamList params) {
        this.params = params;
    }

    /** {@return a change of nothing} */
    public static VolumeUpdate none() {
        return new VolumeUpdate(ParamList.of());
    }

    /**
     * {@return this change with other notes}
     *
     * @param text free text
     */
    public VolumeUpdate notes(String text) {
        return new VolumeUpdate(params.and("notes", text));
    }

    /**
     * {@return this change with the backup protected or not}
     *
     * @param on whether it refuses to be deleted
     */
    public VolumeUpdate protect(boolean on) {
        return new VolumeUpdate(params.flag("protected", on));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "VolumeUpdate" + params;
    }
}

package dev.vmlifecycle.proxmox.backup;

import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * A backup to make now.
 *
 * @param selection of guests on the node that is asked; others are passed over
 * @param options how
 */
public record BackupRequest(BackupSelection selection, BackupOptions options) {

    /**
     * {@return a backup of one guest}
     *
     * @param vmid the guest
     * @param options how
     */
    public static BackupRequest of(Vmid vmid, BackupOptions options) {
        return new BackupRequest(BackupSelection.guests(vmid), options);
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return new ParamList(selection.params()).and(options.params()).list();
    }
}

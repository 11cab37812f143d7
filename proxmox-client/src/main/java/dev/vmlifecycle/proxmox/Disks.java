package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.qemu.MoveDisk;
import dev.vmlifecycle.proxmox.qemu.ReassignDisk;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * The disks of one VM, beyond growing them and setting their options. Every method is one call and throws
 * {@code ProxmoxException}. Needs {@code VM.Config.Disk}, and {@code Datastore.AllocateSpace} where a volume is made.
 * Immutable and thread-safe.
 */
public final class Disks {

    private final Api api;
    private final ApiPath vm;

    Disks(Api api, ApiPath vm) {
        this.api = api;
        this.vm = vm;
    }

    /**
     * {@return the task that copies a disk elsewhere and uses it from there}
     *
     * @param request which and where to
     */
    public ProxmoxTask move(MoveDisk request) {
        return ProxmoxTask.of(api, api.post(vm.child("/move_disk"), request.params()));
    }

    /**
     * {@return the task that hands a disk to another VM}
     *
     * @param request which and to whom
     */
    public ProxmoxTask reassign(ReassignDisk request) {
        return ProxmoxTask.of(api, api.post(vm.child("/move_disk"), request.params()));
    }

    /**
     * Detaches disks, which then are {@code unusedN}; one that was unused already is erased.
     *
     * @param slots such as {@code scsi1}
     */
    public void unlink(String... slots) {
        api.put(vm.child("/unlink"), List.of(Param.of("idlist", String.join(",", slots))));
    }

    /**
     * Detaches disks and erases their volumes.
     *
     * @param slots such as {@code scsi1}
     */
    public void erase(String... slots) {
        api.put(vm.child("/unlink"), List.of(Param.of("idlist", String.join(",", slots)), Param.flag("force", true)));
    }

    @Override
    public String toString() {
        return "Disks of " + vm;
    }
}

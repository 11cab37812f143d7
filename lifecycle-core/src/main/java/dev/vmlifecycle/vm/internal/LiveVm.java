package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.qemu.SnapshotTree;
import dev.vmlifecycle.vm.VmException;
import dev.vmlifecycle.vm.VmKey;
import java.util.Optional;

/**
 * A VM as somebody outside a pipeline finds it: its row, its record, and the VM itself, proved ours.
 *
 * @param row the row as read
 * @param vm its record
 * @param qemu the VM where it is now
 */
record LiveVm(Instance row, VmRecord vm, Qemu qemu) {

    /** Refused with a {@link VmException} when there is none, or it is not ours. */
    static LiveVm of(SubjectStore store, VmServices services, VmKey key) {
        Instance row = store.find(key.value())
                .orElseThrow(() -> new VmException(
                        VmException.Code.UNKNOWN_VM, "vm " + key + ": unknown (expected: one that was deployed)"));
        return of(services, row);
    }

    static LiveVm of(VmServices services, Instance row) {
        VmRecord vm = VmCodec.read(row.subject());
        Vmid vmid = vm.remote().vmid().orElseThrow(() -> none(row));
        ProxmoxClient pve = client(services, vm);
        NodeName noted = vm.remote().node().orElseThrow(() -> none(row));
        try {
            return proved(row, vm, vmid, pve, noted);
        } catch (NotFoundException e) {
            return proved(row, vm, vmid, pve, elsewhere(pve, vmid).orElseThrow(() -> none(row)));
        }
    }

    /** The snapshots of the VM where it was last seen, or where it is now; whose it is, is not looked at. */
    static SnapshotTree snapshots(VmServices services, Instance row) {
        VmRecord vm = VmCodec.read(row.subject());
        Vmid vmid = vm.remote().vmid().orElseThrow(() -> none(row));
        NodeName noted = vm.remote().node().orElseThrow(() -> none(row));
        try {
            return client(services, vm).node(noted).qemu(vmid).snapshots().list();
        } catch (NotFoundException e) {
            return of(services, row).qemu().snapshots().list();
        }
    }

    private static LiveVm proved(Instance row, VmRecord vm, Vmid vmid, ProxmoxClient pve, NodeName node) {
        Qemu qemu = pve.node(node).qemu(vmid);
        QemuConfig config = qemu.config();
        if (!Ownership.isOurs(vm, vmid, config.description())) {
            throw new VmException(VmException.Code.NOT_ALLOWED, Ownership.refusal(vm, vmid, node));
        }
        return new LiveVm(row, vm, qemu);
    }

    private static Optional<NodeName> elsewhere(ProxmoxClient pve, Vmid vmid) {
        return pve.cluster().guests().stream()
                .filter(guest -> guest.vmid().equals(vmid))
                .map(GuestResource::node)
                .findFirst();
    }

    private static ProxmoxClient client(VmServices services, VmRecord vm) {
        return Optional.ofNullable(services.clusters().get(vm.placement().cluster()))
                .orElseThrow(() -> new VmException(
                        VmException.Code.UNKNOWN_PLACE,
                        "cluster " + vm.placement().cluster() + ": not configured (expected: one of "
                                + services.clusters().keySet() + ")"));
    }

    private static VmException none(Instance row) {
        return new VmException(
                VmException.Code.NOT_ALLOWED,
                "vm " + row.key() + ": is " + Views.status(row) + " and has no VM (expected: one that was cloned)");
    }

    /** Whether it is ready and nothing is under way or waits: then a request of a minor kind may be put. */
    static boolean isAtRest(Instance row) {
        return row.pointer().state().equals("ready")
                && row.request().isEmpty()
                && row.lease().owner().isEmpty()
                && row.hold().isEmpty();
    }
}

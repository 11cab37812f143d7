package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.ip.Allocation;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.vm.Impact;
import dev.vmlifecycle.vm.Plan;
import dev.vmlifecycle.vm.PlannedChange;
import dev.vmlifecycle.vm.TerminateOptions;
import dev.vmlifecycle.vm.store.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a termination would take away, and what stands in its way. */
final class TerminatePlan {
    private static final String DELETE = "Delete VM";

    private final ProxmoxClient pve;
    private final VmRecord vm;
    private final TerminateOptions options;
    private final List<PlannedChange> lines = new ArrayList<>();
    private boolean stops;

    private TerminatePlan(ProxmoxClient pve, VmRecord vm, TerminateOptions options) {
        this.pve = pve;
        this.vm = vm;
        this.options = options;
    }

    static Plan of(
            ProxmoxClient pve,
            VmRecord vm,
            TerminateOptions options,
            boolean isProtected,
            Ledger ledger,
            List<Allocation> held) {
        TerminatePlan plan = new TerminatePlan(pve, vm, options);
        if (isProtected) {
            plan.lines.add(PlannedChange.refused(
                    "Stop VM", "vm " + vm.id().key(), "there", "gone", "is protected by the host"));
            return new Plan(plan.lines, false);
        }
        Optional<Vmid> vmid = vm.remote().vmid();
        Presence presence = vmid.map(
                        id -> Presence.of(pve.cluster(), id, vm.remote().node()))
                .orElseGet(Presence.Absent::new);
        if (presence instanceof Presence.Present present) {
            plan.power(present.node(), vmid.orElseThrow());
        }
        vmid.ifPresent(plan::backups);
        plan.dns(ledger);
        plan.destroy(presence);
        if (!held.isEmpty()) {
            plan.add(
                    "Clean up",
                    "addresses",
                    held.stream().map(Allocation::address).toList(),
                    "into quarantine");
        }
        return new Plan(plan.lines, plan.stops);
    }

    private void power(NodeName node, Vmid vmid) {
        stops = pve.node(node).qemu(vmid).status().isRunning();
        if (stops) {
            add("Stop VM", "power", "on", "off");
        }
    }

    private void backups(Vmid vmid) {
        List<String> unread = new ArrayList<>();
        for (Backups.Found found : Backups.of(pve, vm, vmid, unread::add)) {
            String volume = found.backup().volume().toString();
            if (found.backup().isProtected()) {
                lines.add(PlannedChange.refused("Remove backups", volume, "there", "gone", "protected, stays"));
            } else {
                add("Remove backups", volume, "there", "gone");
            }
        }
        unread.forEach(why -> lines.add(PlannedChange.refused("Remove backups", "backups", "unknown", "gone", why)));
    }

    private void dns(Ledger ledger) {
        int records = ledger.written().size() + ledger.announced().size();
        if (records > 0) {
            add("Delete DNS", "records", records, "none");
        }
    }

    private void destroy(Presence presence) {
        if (presence instanceof Presence.Unknown unknown) {
            refuse("VM " + vm.remote().vmid().orElseThrow(), unknown.why());
        }
        if (presence instanceof Presence.Present present) {
            Vmid vmid = vm.remote().vmid().orElseThrow();
            Qemu qemu = pve.node(present.node()).qemu(vmid);
            QemuConfig config = qemu.config();
            String what = "VM " + vmid + " on " + present.node();
            if (!Ownership.isOurs(vm, vmid, config.description())) {
                refuse(what, "its notes do not name us");
            } else if (config.protection() && !options.liftProtection()) {
                refuse(what, "Proxmox's protection flag is set");
            } else {
                add(DELETE, what, "with " + config.diskSlots().size() + " drives", "gone");
            }
        }
    }

    private void refuse(String what, String why) {
        lines.add(PlannedChange.refused(DELETE, what, "there", "gone", why));
    }

    private void add(String step, String what, Object from, Object to) {
        lines.add(PlannedChange.of(step, what, from, to, Impact.STOP));
    }
}

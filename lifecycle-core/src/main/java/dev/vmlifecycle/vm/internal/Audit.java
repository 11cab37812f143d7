package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.vm.AuditFinding;
import dev.vmlifecycle.vm.AuditFinding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Compares the records of one cluster with the cluster, reading only. */
public final class Audit {
    private static final int PAGE = 200;

    private final EngineStore store;
    private final VmServices services;
    private final String cluster;
    private final ProxmoxClient pve;
    private final List<AuditFinding> findings = new ArrayList<>();
    private final AddressAudit addresses = new AddressAudit(findings);

    private Audit(EngineStore store, VmServices services, String cluster) {
        this.store = store;
        this.services = services;
        this.cluster = cluster;
        this.pve = Objects.requireNonNull(services.clusters().get(cluster));
    }

    /**
     * Compares.
     *
     * @param store where the records are
     * @param services what is configured
     * @param cluster a configured cluster
     * @return what disagrees
     */
    public static List<AuditFinding> of(EngineStore store, VmServices services, String cluster) {
        Audit audit = new Audit(store, services, cluster);
        Map<Vmid, Instance> records = audit.records();
        Map<Vmid, GuestResource> guests = new TreeMap<>();
        audit.pve.cluster().guests().forEach(guest -> guests.put(guest.vmid(), guest));
        records.forEach((vmid, row) -> {
            if (!guests.containsKey(vmid)) {
                audit.absent(vmid, VmCodec.read(row.subject()));
            }
        });
        guests.values().stream()
                .filter(guest -> !guest.template())
                .forEach(guest -> audit.look(guest, Optional.ofNullable(records.get(guest.vmid()))));
        audit.addresses.tellDuplicates();
        return List.copyOf(audit.findings);
    }

    private Map<Vmid, Instance> records() {
        Map<Vmid, Instance> found = new TreeMap<>();
        List<Instance> page = store.list("", PAGE);
        while (!page.isEmpty()) {
            for (Instance row : page) {
                VmRecord vm = VmCodec.read(row.subject());
                if (vm.placement().cluster().equals(cluster)) {
                    vm.remote().vmid().ifPresent(vmid -> found.put(vmid, row));
                }
            }
            page = store.list(page.get(page.size() - 1).key(), PAGE);
        }
        return found;
    }

    private void absent(Vmid vmid, VmRecord vm) {
        Presence presence = Presence.of(pve.cluster(), vmid, vm.remote().node());
        if (presence instanceof Presence.Absent) {
            found(
                    Kind.RECORD_WITHOUT_VM,
                    vm,
                    vmid,
                    "the VM is gone",
                    "terminate the record, which frees what it holds");
        } else if (presence instanceof Presence.Unknown unknown) {
            found(Kind.UNREADABLE, vm, vmid, unknown.why(), "look at the cluster, and at the token's rights");
        }
    }

    private void look(GuestResource guest, Optional<Instance> row) {
        try {
            QemuConfig config = pve.node(guest.node()).qemu(guest.vmid()).config();
            addresses.note(guest.vmid(), config);
            if (row.isPresent()) {
                compare(guest, row.get(), config);
            } else {
                stray(guest, config);
            }
        } catch (NotFoundException e) {
            // a container, or gone since the listing
        } catch (ProxmoxException e) {
            Optional<VmRecord> vm = row.map(one -> VmCodec.read(one.subject()));
            findings.add(new AuditFinding(
                    Kind.UNREADABLE,
                    vm.map(one -> one.id().key()),
                    Optional.of(guest.vmid()),
                    VmErrors.message(e),
                    "look again later"));
        }
    }

    private void stray(GuestResource guest, QemuConfig config) {
        Ownership.line(config.description())
                .ifPresent(line -> findings.add(new AuditFinding(
                        Kind.VM_WITHOUT_RECORD,
                        Optional.empty(),
                        Optional.of(guest.vmid()),
                        "on " + guest.node() + ", its notes say \"" + line + "\"",
                        "find out whose it is before you remove it by hand")));
    }

    private void compare(GuestResource guest, Instance row, QemuConfig config) {
        VmRecord vm = VmCodec.read(row.subject());
        if (!Ownership.isOurs(vm, guest.vmid(), config.description())) {
            found(
                    Kind.OWNER_MISMATCH,
                    vm,
                    guest.vmid(),
                    "its notes on " + guest.node() + " do not name this record",
                    "if the VM is ours, put the line \"" + vm.ownerLine(guest.vmid()) + "\" back; else leave it alone");
            return;
        }
        Seen seen = Planner.look(store, services, pve, vm, guest.vmid(), guest.node());
        addresses.compare(vm, guest.vmid(), seen);
        if (row.pointer().state().equals("ready")) {
            ChangePlan.of(vm, seen, services.settings().stopPolicy())
                    .changes()
                    .forEach(change -> found(
                            Kind.DRIFT,
                            vm,
                            guest.vmid(),
                            change.toString(),
                            "ask for its package again, or accept it"));
        }
    }

    private void found(Kind kind, VmRecord vm, Vmid vmid, String problem, String action) {
        findings.add(new AuditFinding(kind, Optional.of(vm.id().key()), Optional.of(vmid), problem, action));
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.Impact;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a deploy would make of its template. Nothing runs yet, so each line takes effect before the first start. */
final class DeployPlan {
    private DeployPlan() {}

    static List<PlannedChange> of(ProxmoxClient pve, DeployRequest request) {
        Placement place = request.placement();
        PackageSpec pkg = request.pkg();
        NodeName source = place.templateNode();
        Vmid template = Objects.requireNonNull(place.templates().get(source));
        QemuConfig config = pve.node(source).qemu(template).config();
        List<PlannedChange> lines = new ArrayList<>();
        if (pkg.ipv4() + pkg.ipv6() > 0) {
            add(lines, "Allocate IP", "addresses", "none", pkg.ipv4() + " IPv4, " + pkg.ipv6() + " IPv6");
        }
        String mode = place.cloneMode().name().toLowerCase(Locale.ROOT);
        add(lines, "Clone VM", "VM", "none", mode + " clone of " + template + " on " + source);
        if (!source.equals(place.node())) {
            add(lines, "Migrate to target node", "node", source, place.node());
        }
        differs(lines, "Set CPU & RAM", "cores", config.cores(), pkg.cores());
        differs(lines, "Set CPU & RAM", "sockets", config.sockets(), pkg.sockets());
        differs(lines, "Set CPU & RAM", "memory", config.memory(), pkg.memory());
        config.bootDisk().flatMap(config::disk).ifPresent(disk -> system(lines, disk, pkg));
        pkg.additionalDisk()
                .ifPresent(disk -> add(
                        lines,
                        "Create additional disk",
                        "additional disk",
                        "none",
                        disk.size() + " on " + place.storage()));
        config.net(0)
                .ifPresent(nic -> differs(
                        lines,
                        "Configure network",
                        "net0",
                        nic.properties().without("virtio"),
                        NetworkSteps.wanted(VmRecord.first(request, 1), nic)
                                .properties()
                                .without("virtio")));
        add(
                lines,
                "Configure firewall",
                "firewall",
                "the template's",
                pkg.firewall().enable() ? "on" : "off");
        add(lines, "Configure cloud-init", "host name", "the template's", request.fqdn());
        add(lines, "Start VM", "power", "off", "on");
        return lines;
    }

    private static void system(List<PlannedChange> lines, Disk disk, PackageSpec pkg) {
        pkg.systemDisk()
                .ifPresent(size -> differs(
                        lines,
                        "Resize system disk",
                        "size",
                        disk.size().map(Object::toString).orElse("unknown"),
                        size.toString()));
        Disk wanted = Limits.apply(disk, pkg.systemDiskLimits());
        differs(lines, "Set system disk I/O", "limits", Limits.of(disk), Limits.of(wanted));
    }

    private static void differs(List<PlannedChange> lines, String step, String what, Object from, Object to) {
        if (!from.equals(to)) {
            add(lines, step, what, from, to);
        }
    }

    private static void add(List<PlannedChange> lines, String step, String what, Object from, Object to) {
        lines.add(PlannedChange.of(step, what, from, to, Impact.HOT));
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.node.NetworkInterface;
import dev.vmlifecycle.proxmox.node.NodeSummary;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.Finding;
import dev.vmlifecycle.vm.Placement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at a cluster before anything is created on it. */
public final class Preflight {
    private final VmServices services;
    private final DeployRequest request;
    private final ProxmoxClient pve;
    private final List<Finding> findings = new ArrayList<>();

    private Preflight(VmServices services, DeployRequest request) {
        this.services = services;
        this.request = request;
        this.pve = Objects.requireNonNull(
                services.clusters().get(request.placement().cluster()));
    }

    /**
     * Looks.
     *
     * @param services what all VMs share
     * @param request what would be deployed
     * @return what stands in the way
     */
    public static List<Finding> of(VmServices services, DeployRequest request) {
        Preflight preflight = new Preflight(services, request);
        preflight.pools(IpFamily.V4, request.pkg().ipv4());
        preflight.pools(IpFamily.V6, request.pkg().ipv6());
        if (preflight.nodes()) {
            preflight.vmids();
            preflight.template();
            preflight.storage();
            preflight.linkedCloneCanGetThere();
            preflight.bridge();
        }
        return List.copyOf(preflight.findings);
    }

    private void found(String subject, String problem, String remedy) {
        findings.add(new Finding(subject, problem, remedy));
    }

    private void pools(IpFamily family, int count) {
        Placement place = request.placement();
        int fitting = place.pools().stream()
                .map(services.pools()::get)
                .filter(pool -> pool != null && pool.family() == family)
                .filter(pool -> pool.fits(
                        place.cluster(),
                        place.node().value(),
                        place.net().bridge(),
                        place.net().vlan()))
                .mapToInt(pool -> pool.gives(count))
                .sum();
        if (fitting < count) {
            found(
                    "pools " + place.pools(),
                    fitting + " " + family + " addresses to give",
                    "expected: at least " + count + " in pools that fit cluster, node, bridge and VLAN");
        }
    }

    private void vmids() {
        Placement.VmidRange range = request.placement().vmids();
        Set<Vmid> taken = new HashSet<>();
        pve.cluster().guests().stream()
                .map(GuestResource::vmid)
                .filter(vmid -> vmid.compareTo(range.first()) >= 0 && vmid.compareTo(range.last()) <= 0)
                .forEach(taken::add);
        if (taken.size() > range.last().value() - range.first().value()) {
            found(
                    "VMIDs " + range.first() + "-" + range.last(),
                    "all taken on the cluster",
                    "expected: a range with a free id");
        }
    }

    private boolean nodes() {
        List<NodeName> known = pve.nodes().stream().map(NodeSummary::name).toList();
        List<NodeName> needed =
                List.of(request.placement().node(), request.placement().templateNode());
        needed.stream()
                .distinct()
                .filter(node -> !known.contains(node))
                .forEach(node -> found("node " + node, "unknown to the cluster", "expected: one of " + known));
        return known.containsAll(needed);
    }

    private void template() {
        NodeName node = request.placement().templateNode();
        Vmid vmid = Objects.requireNonNull(request.placement().templates().get(node));
        QemuConfig config;
        try {
            config = pve.node(node).qemu(vmid).config();
        } catch (NotFoundException e) {
            found("template " + vmid, "not on node " + node, "expected: a template on that node");
            return;
        }
        if (!config.template()) {
            found("VM " + vmid + " on " + node, "is not a template", "expected: a template");
        }
        Optional<ByteSize> size = config.bootDisk().flatMap(config::disk).flatMap(Disk::size);
        Optional<ByteSize> wanted = request.pkg().systemDisk();
        if (size.isPresent()
                && wanted.isPresent()
                && wanted.get().bytes() < size.get().bytes()) {
            found(
                    "package system disk " + wanted.get(),
                    "smaller than template " + vmid + "'s " + size.get(),
                    "expected: at least " + size.get() + ", disks never shrink");
        }
    }

    private void storage() {
        Placement place = request.placement();
        boolean there = pve.node(place.node()).storages().stream()
                .anyMatch(storage -> usable(storage) && storage.storage().equals(place.storage()));
        if (!there) {
            found(
                    "storage " + place.storage(),
                    "not usable on node " + place.node(),
                    "expected: an enabled, active storage for disk images there");
        }
    }

    private static boolean usable(StorageStatus storage) {
        return storage.enabled()
                && storage.active()
                && storage.content().contains(dev.vmlifecycle.proxmox.storage.StorageContent.IMAGES);
    }

    /** A linked clone lives on its template's storage; on local storage it can never move to another node. */
    private void linkedCloneCanGetThere() {
        Placement place = request.placement();
        NodeName from = place.templateNode();
        if (place.cloneMode() != CloneMode.LINKED || place.node().equals(from)) {
            return;
        }
        Vmid template = Objects.requireNonNull(place.templates().get(from));
        Set<StorageId> local = pve.node(from).storages().stream()
                .filter(storage -> !storage.shared())
                .map(StorageStatus::storage)
                .collect(Collectors.toSet());
        bootDisk(from, template)
                .map(disk -> disk.volume().storage())
                .filter(local::contains)
                .ifPresent(storage -> found(
                        "linked clone of template " + template,
                        "lies on storage " + storage + ", which is local to " + from + ", and can never move to "
                                + place.node(),
                        "expected: clone = full, shared storage, or a template on " + place.node()));
    }

    private Optional<Disk> bootDisk(NodeName node, Vmid template) {
        try {
            QemuConfig config = pve.node(node).qemu(template).config();
            return config.bootDisk().flatMap(config::disk);
        } catch (NotFoundException e) {
            return Optional.empty(); // told by the look at the template
        }
    }

    private void bridge() {
        Placement place = request.placement();
        String name = place.net().bridge();
        Optional<NetworkInterface> bridge = pve.node(place.node()).bridges().stream()
                .filter(one -> one.active() && one.name().equals(name))
                .findFirst();
        if (bridge.isEmpty()) {
            found(
                    "bridge " + name,
                    "missing or inactive on node " + place.node(),
                    "expected: an active bridge of that node");
        } else if (place.net().vlan().isPresent() && bridge.get().bridgePorts().isEmpty()) {
            found(
                    "bridge " + name,
                    "has no ports on node " + place.node() + ", so VLAN tag "
                            + place.net().vlan().get() + " leads nowhere",
                    "expected: an uplink, or no VLAN tag");
        }
    }
}

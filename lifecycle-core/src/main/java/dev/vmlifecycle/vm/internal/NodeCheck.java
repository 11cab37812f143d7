package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.node.NetworkInterface;
import dev.vmlifecycle.proxmox.node.NodeSummary;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.vm.AdditionalDisk;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.Finding;
import dev.vmlifecycle.vm.Finding.Code;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at the node a VM is to run on, and at the template it comes from. */
final class NodeCheck {
    /** More than any bus has. */
    private static final int MOST_SLOTS = 31;

    private final ProxmoxClient pve;
    private final Placement place;
    private final PackageSpec pkg;
    private final NodeName node;
    private final NodeName from;
    private final Vmid template;
    private final List<Finding> findings = new ArrayList<>();

    private NodeCheck(ProxmoxClient pve, DeployRequest request) {
        this.pve = pve;
        this.place = request.placement();
        this.pkg = request.pkg();
        this.node = place.node();
        this.from = place.templateNode();
        this.template = Objects.requireNonNull(place.templates().get(from));
    }

    static List<Finding> of(ProxmoxClient pve, DeployRequest request, List<NodeSummary> nodes) {
        NodeCheck check = new NodeCheck(pve, request);
        if (check.nodes(nodes)) {
            check.memory(nodes);
            check.template().ifPresent(check::templateConfig);
            check.storage();
            check.bridge();
            check.findings.addAll(RightsCheck.of(pve, request));
        }
        return check.findings;
    }

    private void found(Code code, String subject, String problem, String remedy) {
        findings.add(Finding.of(code, subject, problem, remedy));
    }

    private boolean nodes(List<NodeSummary> nodes) {
        List<NodeName> known = nodes.stream().map(NodeSummary::name).toList();
        List<NodeName> needed = List.of(node, from).stream().distinct().toList();
        needed.stream()
                .filter(one -> !known.contains(one))
                .forEach(one ->
                        found(Code.NODE_UNKNOWN, "node " + one, "unknown to the cluster", "expected: one of " + known));
        nodes.stream()
                .filter(one -> needed.contains(one.name()) && !one.online())
                .forEach(one -> found(Code.NODE_OFFLINE, "node " + one.name(), "not online", "bring it up"));
        return findings.isEmpty();
    }

    private void memory(List<NodeSummary> nodes) {
        for (NodeSummary one : nodes) {
            Optional<Long> free =
                    one.memoryTotal().flatMap(total -> one.memoryUsed().map(used -> total.bytes() - used.bytes()));
            if (one.name().equals(node)
                    && free.filter(bytes -> bytes < pkg.memory().bytes()).isPresent()) {
                found(
                        Code.NODE_NO_MEMORY,
                        "node " + node,
                        ByteSize.ofBytes(Math.max(0, free.get())) + " of memory free",
                        "expected: at least the package's " + pkg.memory());
            }
        }
    }

    private Optional<QemuConfig> template() {
        try {
            return Optional.of(pve.node(from).qemu(template).config());
        } catch (NotFoundException e) {
            found(
                    Code.TEMPLATE_MISSING,
                    "template " + template,
                    "not on node " + from,
                    "expected: a template on that node");
            return Optional.empty();
        }
    }

    private void templateConfig(QemuConfig config) {
        String what = "template " + template + " on " + from;
        if (!config.template()) {
            found(Code.TEMPLATE_NOT_ONE, "VM " + template + " on " + from, "is not a template", "expected: a template");
        }
        Optional<Disk> system = config.bootDisk().flatMap(config::disk);
        if (system.isEmpty()) {
            found(Code.TEMPLATE_NO_DISK, what, "boots from no disk", "expected: a disk first in its boot order");
        }
        if (config.net(0).isEmpty()) {
            found(Code.TEMPLATE_NO_NIC, what, "has no net0", "expected: a NIC, which keeps its model");
        }
        if (config.agent().isEmpty()) {
            found(Code.TEMPLATE_NO_AGENT, what, "guest agent not switched on", "install it and set agent=1");
        }
        if (!hasCloudInit(config)) {
            found(
                    Code.TEMPLATE_NO_CLOUD_INIT,
                    what,
                    "has no cloud-init drive, so its guest learns neither addresses nor password",
                    "add one, for example ide2");
        }
        system.ifPresent(this::systemDisk);
    }

    private static boolean hasCloudInit(QemuConfig config) {
        return Stream.of("ide", "sata", "scsi")
                .flatMap(bus -> IntStream.range(0, MOST_SLOTS).mapToObj(slot -> bus + slot))
                .flatMap(slot -> config.disk(slot).stream())
                .anyMatch(Disk::isCloudInit);
    }

    private void systemDisk(Disk disk) {
        Optional<ByteSize> wanted = pkg.systemDisk();
        if (disk.size().isPresent()
                && wanted.isPresent()
                && wanted.get().bytes() < disk.size().get().bytes()) {
            found(
                    Code.TEMPLATE_LARGER,
                    "package system disk " + wanted.get(),
                    "smaller than template " + template + "'s " + disk.size().get(),
                    "expected: at least " + disk.size().get() + ", disks never shrink");
        }
        boolean moves = place.cloneMode() == CloneMode.LINKED && !node.equals(from);
        boolean local = moves
                && pve.node(from).storages().stream()
                        .anyMatch(storage ->
                                storage.storage().equals(disk.volume().storage()) && !storage.shared());
        if (local) {
            found(
                    Code.LINKED_CLONE_STUCK,
                    "linked clone of template " + template,
                    "lies on storage " + disk.volume().storage() + ", which is local to " + from
                            + ", and can never move to " + node,
                    "expected: clone = full, shared storage, or a template on " + node);
        }
    }

    private void storage() {
        List<StorageStatus> storages;
        try {
            storages = pve.node(node).storages();
        } catch (ProxmoxException e) {
            found(Code.UNREADABLE, "storages of node " + node, VmErrors.message(e), "look again when the node answers");
            return;
        }
        Optional<StorageStatus> storage = storages.stream()
                .filter(one -> one.storage().equals(place.storage()))
                .filter(one -> one.enabled() && one.active() && one.content().contains(StorageContent.IMAGES))
                .findFirst();
        if (storage.isEmpty()) {
            found(
                    Code.STORAGE_UNUSABLE,
                    "storage " + place.storage(),
                    "not usable on node " + node,
                    "expected: an enabled, active storage for disk images there");
            return;
        }
        long needed = pkg.systemDisk().map(ByteSize::bytes).orElse(0L)
                + pkg.additionalDisk()
                        .map(AdditionalDisk::size)
                        .map(ByteSize::bytes)
                        .orElse(0L);
        if (storage.get().available().bytes() < needed) {
            found(
                    Code.STORAGE_FULL,
                    "storage " + place.storage() + " on " + node,
                    storage.get().available() + " left",
                    "expected: the package's " + ByteSize.ofBytes(needed));
        }
    }

    private void bridge() {
        String name = place.net().bridge();
        Optional<NetworkInterface> bridge = pve.node(node).bridges().stream()
                .filter(one -> one.active() && one.name().equals(name))
                .findFirst();
        if (bridge.isEmpty()) {
            found(
                    Code.BRIDGE_MISSING,
                    "bridge " + name,
                    "missing or inactive on node " + node,
                    "expected: an active bridge of that node");
        } else if (place.net().vlan().isPresent() && bridge.get().bridgePorts().isEmpty()) {
            found(
                    Code.BRIDGE_NO_UPLINK,
                    "bridge " + name,
                    "has no ports on node " + node + ", so VLAN tag "
                            + place.net().vlan().get() + " leads nowhere",
                    "expected: an uplink, or no VLAN tag");
        }
    }
}

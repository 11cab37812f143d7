package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.NotFoundException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.node.NodeSummary;
import dev.vmlifecycle.proxmox.storage.StorageContent;
import dev.vmlifecycle.proxmox.storage.StorageStatus;
import dev.vmlifecycle.vm.AdditionalDisk;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.NodeVerdict;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.store.ReservedNodes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks at each candidate for a VM: is it there, has it the storage, the bridge, a way for the template, and memory. Reads only. */
final class NodeSurvey {
    private final ProxmoxClient pve;
    private final PackageSpec pkg;
    private final Placement place;
    private final List<ReservedNodes.Promise> promises;

    private NodeSurvey(ProxmoxClient pve, PackageSpec pkg, Placement place, List<ReservedNodes.Promise> promises) {
        this.pve = pve;
        this.pkg = pkg;
        this.place = place;
        this.promises = promises;
    }

    static List<NodeVerdict> of(
            ProxmoxClient pve, PackageSpec pkg, Placement place, List<ReservedNodes.Promise> promises) {
        NodeSurvey survey = new NodeSurvey(pve, pkg, place, promises);
        List<NodeSummary> nodes = pve.nodes();
        List<NodeName> candidates = place.candidates().isEmpty() ? List.of(place.node()) : place.candidates();
        return candidates.stream().map(node -> survey.judge(node, nodes)).toList();
    }

    private NodeVerdict judge(NodeName node, List<NodeSummary> nodes) {
        ByteSize promised = ByteSize.ofBytes(promises.stream()
                .filter(promise -> promise.node().equals(node))
                .mapToLong(promise -> promise.memory().bytes())
                .sum());
        Optional<NodeSummary> found =
                nodes.stream().filter(one -> one.name().equals(node)).findFirst();
        Optional<ByteSize> free = found.flatMap(NodeSurvey::free);
        return new NodeVerdict(node, refusal(node, found, free, promised), free, promised);
    }

    private static Optional<ByteSize> free(NodeSummary node) {
        return node.memoryTotal()
                .flatMap(total ->
                        node.memoryUsed().map(used -> ByteSize.ofBytes(Math.max(0, total.bytes() - used.bytes()))));
    }

    private Optional<String> refusal(
            NodeName node, Optional<NodeSummary> found, Optional<ByteSize> free, ByteSize promised) {
        if (found.isEmpty()) {
            return Optional.of("unknown to the cluster");
        }
        if (!found.get().online()) {
            return Optional.of("not online");
        }
        if (free.isEmpty()) {
            return Optional.of("its memory cannot be read (expected: a token with Sys.Audit on it)");
        }
        if (free.get().bytes() - promised.bytes() < pkg.memory().bytes()) {
            return Optional.of("memory for " + pkg.memory() + " missing");
        }
        try {
            return storage(node)
                    .or(() -> NetworkSteps.obstacle(place.net(), pve.node(node).bridges())
                            .map(why -> "bridge " + place.net().bridge() + " " + why))
                    .or(() -> template(node));
        } catch (ProxmoxException e) {
            return Optional.of("cannot be looked at: " + VmErrors.message(e));
        }
    }

    private Optional<String> storage(NodeName node) {
        Optional<StorageStatus> storage = pve.node(node).storages().stream()
                .filter(one -> one.storage().equals(place.storage()))
                .filter(one -> one.enabled() && one.active() && one.content().contains(StorageContent.IMAGES))
                .findFirst();
        if (storage.isEmpty()) {
            return Optional.of("storage " + place.storage() + " is not usable there");
        }
        long needed = pkg.systemDisk().map(ByteSize::bytes).orElse(0L)
                + pkg.additionalDisk()
                        .map(AdditionalDisk::size)
                        .map(ByteSize::bytes)
                        .orElse(0L);
        return storage.get().available().bytes() < needed
                ? Optional.of("storage " + place.storage() + " has "
                        + storage.get().available() + " left of " + ByteSize.ofBytes(needed) + " needed")
                : Optional.empty();
    }

    /** A linked clone lies where its base lies; on local storage it can never move to another node. */
    private Optional<String> template(NodeName node) {
        NodeName from = place.on(node).templateNode();
        if (place.cloneMode() != CloneMode.LINKED || from.equals(node)) {
            return Optional.empty();
        }
        Vmid template = Objects.requireNonNull(place.templates().get(from));
        return baseOf(from, template)
                .filter(base -> pve.node(from).storages().stream()
                        .noneMatch(one -> one.storage().equals(base) && one.shared()))
                .map(base -> "a linked clone of template " + template + " cannot leave " + from + ", where storage "
                        + base + " is local");
    }

    private Optional<StorageId> baseOf(NodeName node, Vmid template) {
        try {
            QemuConfig config = pve.node(node).qemu(template).config();
            return config.bootDisk()
                    .flatMap(config::disk)
                    .map(disk -> disk.volume().storage());
        } catch (NotFoundException e) {
            return Optional.empty(); // the clone step tells it
        }
    }
}

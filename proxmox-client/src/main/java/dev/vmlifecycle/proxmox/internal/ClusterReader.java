package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.ClusterResource;
import dev.vmlifecycle.proxmox.cluster.ClusterStatus;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.cluster.GuestType;
import dev.vmlifecycle.proxmox.cluster.ResourceKind;
import dev.vmlifecycle.proxmox.node.NodeSummary;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers below {@code /cluster}, and the node list. */
public final class ClusterReader {

    private ClusterReader() {}

    /**
     * {@return a row of the guest list}
     *
     * @param row of {@code /cluster/resources?type=vm}
     */
    public static GuestResource guest(Fields row) {
        return new GuestResource(
                row.require("vmid", Vmid::parse),
                row.require("node", NodeName::of),
                guestType(row),
                row.text("lock"),
                row.flag("template"));
    }

    /**
     * {@return a row of the resource list}
     *
     * @param row of {@code /cluster/resources}, or a member of a pool
     */
    public static ClusterResource resource(Fields row) {
        return ClusterResource.of(row.require("id"), row.require("type", ResourceKind::find), row.wire());
    }

    static GuestType guestType(Fields row) {
        return row.text("type").filter("lxc"::equals).isPresent() ? GuestType.LXC : GuestType.QEMU;
    }

    /**
     * {@return the cluster's state}
     *
     * @param rows of {@code /cluster/status}
     */
    public static ClusterStatus status(List<Fields> rows) {
        // a node without a cluster has no "cluster" row, and needs no quorum
        boolean quorate = rows.stream().filter(row -> isType(row, "cluster")).allMatch(row -> row.flag("quorate"));
        List<ClusterStatus.Member> members = rows.stream()
                .filter(row -> isType(row, "node"))
                .map(row -> new ClusterStatus.Member(
                        row.require("name", NodeName::of), row.flag("online"), row.flag("local")))
                .toList();
        return new ClusterStatus(quorate, members);
    }

    /**
     * {@return a row of the node list}
     *
     * @param row of {@code /nodes}
     */
    public static NodeSummary node(Fields row) {
        return new NodeSummary(
                row.require("node", NodeName::of),
                row.text("status").filter("online"::equals).isPresent(),
                row.integer("maxcpu").map(Long::intValue).map(OptionalInt::of).orElse(OptionalInt.empty()),
                size(row, "maxmem"),
                size(row, "mem"));
    }

    private static Optional<ByteSize> size(Fields row, String key) {
        return row.integer(key).map(ByteSize::ofBytes);
    }

    private static boolean isType(Fields row, String type) {
        return row.text("type").filter(type::equals).isPresent();
    }
}

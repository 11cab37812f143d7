package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.Instance;
import dev.vmlifecycle.engine.SubjectStore;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.vm.VmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The VMs that exist, as one run of a scheduled task sees them: each cluster's guests listed once. One thread. */
final class Fleet {
    /** For all calls about one VM; a node that hangs must not keep the others waiting for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final SubjectStore store;
    private final VmServices services;
    private final Map<String, Map<Vmid, NodeName>> nodes = new HashMap<>();

    Fleet(SubjectStore store, VmServices services) {
        this.store = store;
        this.services = services;
    }

    /** A VM that exists on its cluster as far as its record knows. */
    record Member(Instance row, VmRecord vm, Vmid vmid) {

        String key() {
            return row.key();
        }
    }

    /** The rows of all of them, in order of keys. */
    Iterable<Instance> rows() {
        return AllSubjects.of(store, row -> member(row).isPresent());
    }

    /** The VM of one of {@link #rows}. */
    static Member of(Instance row) {
        return member(row).orElseThrow();
    }

    static Optional<Member> member(Instance row) {
        VmRecord vm = VmCodec.read(row.subject());
        return vm.remote()
                .vmid()
                .filter(vmid -> vm.remote().createdAt().isPresent())
                .map(vmid -> new Member(row, vm, vmid));
    }

    /** The client of the VM's cluster, for a few calls. */
    ProxmoxClient client(VmRecord vm) {
        return client(vm.placement().cluster());
    }

    ProxmoxClient client(String cluster) {
        ProxmoxClient client = services.clusters().get(cluster);
        if (client == null) {
            throw new VmException(
                    VmException.Code.UNKNOWN_PLACE,
                    "cluster: " + cluster + " (expected: one of "
                            + services.clusters().keySet() + ")");
        }
        return client.within(PATIENCE, new Cancellation());
    }

    /** Where the VM is: as the cluster lists it, for somebody may have moved it, or else as its record has it. */
    NodeName node(Member member) {
        String cluster = member.vm().placement().cluster();
        Map<Vmid, NodeName> listed = nodes.computeIfAbsent(cluster, this::list);
        return Optional.ofNullable(listed.get(member.vmid()))
                .or(() -> member.vm().remote().node())
                .orElse(member.vm().placement().node());
    }

    private Map<Vmid, NodeName> list(String cluster) {
        Map<Vmid, NodeName> listed = new HashMap<>();
        try {
            for (GuestResource guest : client(cluster).cluster().guests()) {
                listed.put(guest.vmid(), guest.node());
            }
        } catch (ProxmoxException e) {
            // what the records say is good enough; a cluster that is down shows at the first call about a VM
            listed.clear();
        }
        return listed;
    }
}

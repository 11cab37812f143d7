package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.dns.IpFamily;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.node.NodeSummary;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.Finding;
import dev.vmlifecycle.vm.Finding.Code;
import dev.vmlifecycle.vm.Placement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Looks at a cluster before anything is created on it. Reads only. */
public final class Preflight {
    private final VmServices services;
    private final DeployRequest request;
    private final Placement place;
    private final ProxmoxClient pve;
    private final List<Finding> findings = new ArrayList<>();

    private Preflight(VmServices services, DeployRequest request) {
        this.services = services;
        this.request = request;
        this.place = request.placement();
        this.pve = Objects.requireNonNull(services.clusters().get(place.cluster()));
    }

    /**
     * Looks.
     *
     * @param services what all VMs share
     * @param request what would be deployed
     * @return what was met
     */
    public static List<Finding> of(VmServices services, DeployRequest request) {
        Preflight preflight = new Preflight(services, request);
        preflight.pools(IpFamily.V4, request.pkg().ipv4());
        preflight.pools(IpFamily.V6, request.pkg().ipv6());
        preflight.places();
        preflight.findings.addAll(FirewallCheck.of(preflight.pve, request.pkg().firewall()));
        return List.copyOf(preflight.findings);
    }

    private void found(Code code, String subject, String problem, String remedy) {
        findings.add(Finding.of(code, subject, problem, remedy));
    }

    private List<NodeName> candidates() {
        return place.candidates().isEmpty() ? List.of(place.node()) : place.candidates();
    }

    private void pools(IpFamily family, int count) {
        List<IpPool> fitting = place.pools().stream()
                .map(services.pools()::get)
                .filter(pool -> pool != null && pool.family() == family)
                .filter(pool -> candidates().stream()
                        .anyMatch(node -> pool.fits(
                                place.cluster(),
                                node.value(),
                                place.net().bridge(),
                                place.net().vlan())))
                .toList();
        int given = fitting.stream().mapToInt(pool -> pool.gives(count)).sum();
        if (given < count) {
            found(
                    Code.POOLS_SHORT,
                    "pools " + place.pools(),
                    given + " " + family + " addresses to give",
                    "expected: at least " + count + " in pools that fit cluster, node, bridge and VLAN");
        }
        boolean dns = count > 0 && !services.zones().bindings().isEmpty();
        fitting.stream().filter(pool -> dns && hasNoReverseZone(pool)).forEach(this::noReverseZone);
    }

    private boolean hasNoReverseZone(IpPool pool) {
        return services.zones().everyReverse(pool.ranges().get(0).first()).isEmpty();
    }

    private void noReverseZone(IpPool pool) {
        found(
                Code.POOL_NO_REVERSE_ZONE,
                "pool " + pool.id(),
                "no configured zone holds pointers for " + pool.network(),
                "create " + pool.reverseZones().get(0) + ", or do without pointers");
    }

    /** Of several candidates one that fits is enough. */
    private void places() {
        List<NodeSummary> nodes = pve.nodes();
        boolean first = true;
        List<Finding> all = new ArrayList<>();
        boolean anyFits = false;
        for (NodeName node : candidates()) {
            DeployRequest there =
                    new DeployRequest(request.key(), request.fqdn(), request.pkg(), place.on(node), request.access());
            List<Finding> here = NodeCheck.of(pve, there, nodes);
            anyFits |= here.stream().noneMatch(Finding::isError);
            all.addAll(here);
            if (first && here.stream().noneMatch(one -> one.code() == Code.NODE_UNKNOWN)) {
                vmids();
            }
            first = false;
        }
        boolean others = anyFits;
        all.stream().distinct().map(one -> others ? one.asWarning() : one).forEach(findings::add);
    }

    private void vmids() {
        Placement.VmidRange range = place.vmids();
        Set<Vmid> taken = new HashSet<>();
        pve.cluster().guests().stream()
                .map(GuestResource::vmid)
                .filter(vmid -> vmid.compareTo(range.first()) >= 0 && vmid.compareTo(range.last()) <= 0)
                .forEach(taken::add);
        if (taken.size() > range.last().value() - range.first().value()) {
            found(
                    Code.VMIDS_TAKEN,
                    "VMIDs " + range.first() + "-" + range.last(),
                    "all taken on the cluster",
                    "expected: a range with a free id");
        }
    }
}

package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.access.PermissionQuery;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.Finding;
import dev.vmlifecycle.vm.Finding.Code;
import dev.vmlifecycle.vm.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what the token may do with what the steps need. Each path is asked for itself: an answer for all paths speaks only of those that
 * have rules of their own.
 */
final class RightsCheck {
    private static final String[] OWN_VM = {
        "VM.Allocate",
        "VM.Audit",
        "VM.Config.CPU",
        "VM.Config.Cloudinit",
        "VM.Config.Disk",
        "VM.Config.Memory",
        "VM.Config.Network",
        "VM.Config.Options",
        "VM.PowerMgmt"
    };

    private final ProxmoxClient pve;
    private final List<Finding> findings = new ArrayList<>();

    private RightsCheck(ProxmoxClient pve) {
        this.pve = pve;
    }

    static List<Finding> of(ProxmoxClient pve, DeployRequest request) {
        RightsCheck check = new RightsCheck(pve);
        Placement place = request.placement();
        try {
            check.all(place);
        } catch (ProxmoxException e) {
            check.findings.add(Finding.of(
                    Code.UNREADABLE, "privileges of the token", VmErrors.message(e), "look at them by hand"));
        }
        return check.findings;
    }

    private void all(Placement place) {
        Vmid template = place.templates().get(place.templateNode());
        need("/vms/" + template, "VM.Clone", "VM.Audit");
        String own = "/vms/" + place.vmids().first();
        need(own, OWN_VM);
        if (!place.node().equals(place.templateNode())) {
            need(own, "VM.Migrate");
        }
        need("/storage/" + place.storage(), "Datastore.AllocateSpace", "Datastore.Audit");
        if (pve.version().isAtLeast(8, 0)) {
            String bridge = "/sdn/zones/localnetwork/" + place.net().bridge();
            need(place.net().vlan().map(tag -> bridge + "/" + tag).orElse(bridge), "SDN.Use");
        }
        if (!place.candidates().isEmpty()) {
            need("/nodes/" + place.node(), "Sys.Audit");
        }
        advise(own, "to remove its backups when it is terminated", "VM.Backup");
        advise("/", "to read the cluster's firewall, and what other users' tasks hold locks", "Sys.Audit");
    }

    private void need(String path, String... privileges) {
        Set<String> missing = missing(path, privileges);
        if (!missing.isEmpty()) {
            findings.add(Finding.of(
                    Code.PRIVILEGE_MISSING, "token on " + path, "lacks " + missing, "grant a role that has them"));
        }
    }

    private void advise(String path, String why, String... privileges) {
        Set<String> missing = missing(path, privileges);
        if (!missing.isEmpty()) {
            findings.add(Finding.of(
                    Code.PRIVILEGE_ADVISABLE,
                    "token on " + path,
                    "lacks " + missing + ", needed " + why,
                    "grant a role that has them, or do without"));
        }
    }

    private Set<String> missing(String path, String... privileges) {
        return new TreeSet<>(
                pve.access().permissions(PermissionQuery.mine().at(path)).missing(path, privileges));
    }
}

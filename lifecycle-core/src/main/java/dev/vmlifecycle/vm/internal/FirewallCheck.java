package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.firewall.ClusterFirewallOptions;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.vm.Finding;
import dev.vmlifecycle.vm.Finding.Code;
import dev.vmlifecycle.vm.FirewallSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether what a package sets up in a VM's firewall has any effect: a set of allowed addresses keeps nobody from the others where nothing is
 * denied by default.
 */
final class FirewallCheck {
    private static final String SUBJECT = "cluster firewall";

    private FirewallCheck() {}

    static List<Finding> of(ProxmoxClient pve, FirewallSpec wanted) {
        if (!wanted.enable()) {
            return List.of();
        }
        try {
            return judge(pve.cluster().firewall().options(), wanted);
        } catch (ProxmoxException e) {
            return List.of(Finding.of(
                    Code.UNREADABLE, SUBJECT, VmErrors.message(e), "expected: Sys.Audit on /, or a look by hand"));
        }
    }

    private static List<Finding> judge(ClusterFirewallOptions cluster, FirewallSpec wanted) {
        if (!cluster.enabled()) {
            return List.of(Finding.of(
                    Code.FIREWALL_OFF,
                    SUBJECT,
                    "off, so that no firewall setting of a VM takes effect, anti-spoofing included",
                    "switch it on in the datacenter, with rules that keep you from being locked out"));
        }
        List<Finding> findings = new ArrayList<>();
        boolean clusterDenies = cluster.policyIn()
                .filter(policy -> policy == FirewallPolicy.ACCEPT)
                .isEmpty();
        if (wanted.antiSpoof() && !wanted.ipFilter() && !clusterDenies && wanted.policyIn() == FirewallPolicy.ACCEPT) {
            findings.add(Finding.of(
                    Code.FIREWALL_ACCEPTS,
                    SUBJECT,
                    "accepts by default, and so does the package: the anti-spoof set keeps nobody from other addresses",
                    "a policy that drops in the datacenter, or ipfilter in the package"));
        }
        if (wanted.macFilter() && cluster.ebtables().filter(on -> !on).isPresent()) {
            findings.add(Finding.of(
                    Code.FIREWALL_NO_MAC_FILTER,
                    SUBJECT,
                    "ebtables off, so that MAC addresses are not filtered",
                    "set ebtables=1 in the datacenter's firewall options"));
        }
        return findings;
    }
}

package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.firewall.ClusterFirewallOptions;
import dev.vmlifecycle.proxmox.firewall.ClusterFirewallUpdate;
import dev.vmlifecycle.proxmox.firewall.FirewallMacro;
import dev.vmlifecycle.proxmox.firewall.FirewallRef;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.FirewallReader;
import java.util.List;

/**
 * The firewall of the cluster: its switch, rules for nodes, and what the rules of guests may name. Methods that return
 * data, and the update, are one call and throw {@code ProxmoxException}; the others only make handles. Immutable and
 * thread-safe.
 */
public final class ClusterFirewall {

    private static final ApiPath FIREWALL = ApiPath.of("/cluster/firewall");

    private final Api api;

    ClusterFirewall(Api api) {
        this.api = api;
    }

    /** {@return the options that are set; needs {@code Sys.Audit} on {@code /}} */
    public ClusterFirewallOptions options() {
        return ClusterFirewallOptions.of(
                api.get(FIREWALL.child("/options")).object().wire());
    }

    /**
     * Changes options; needs {@code Sys.Modify} on {@code /}.
     *
     * @param update what changes
     */
    public void updateOptions(ClusterFirewallUpdate update) {
        api.put(FIREWALL.child("/options"), update.params());
    }

    /** {@return a handle of the IP sets} */
    public IpSets ipSets() {
        return new IpSets(api, FIREWALL);
    }

    /** {@return a handle of the aliases} */
    public Aliases aliases() {
        return new Aliases(api, FIREWALL);
    }

    /** {@return a handle of the rules for nodes} */
    public FirewallRules rules() {
        return new FirewallRules(api, FIREWALL.child("/rules"));
    }

    /** {@return a handle of the security groups} */
    public SecurityGroups groups() {
        return new SecurityGroups(api);
    }

    /** {@return the ready-made protocols and ports} */
    public List<FirewallMacro> macros() {
        return api.get(FIREWALL.child("/macros")).rows().stream()
                .map(FirewallReader::macro)
                .toList();
    }

    /** {@return the aliases and IP sets rules can name; needs {@code Sys.Audit} on {@code /}} */
    public List<FirewallRef> refs() {
        return api.get(FIREWALL.child("/refs")).rows().stream()
                .map(FirewallReader::ref)
                .toList();
    }

    @Override
    public String toString() {
        return "ClusterFirewall";
    }
}

package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * A change of the cluster's firewall options. Only what was set is sent. Immutable; each setter returns a changed copy.
 */
public final class ClusterFirewallUpdate {

    private final ParamList params;

    private ClusterFirewallUpdate(ParamList params) {
        this.params = params;
    }

    /** {@return a change of nothing} */
    public static ClusterFirewallUpdate none() {
        return new ClusterFirewallUpdate(ParamList.of());
    }

    /**
     * {@return this change with the firewall on or off}
     *
     * @param on whether it is; nodes then refuse what no rule lets in, but for the cluster's own networks
     */
    public ClusterFirewallUpdate enable(boolean on) {
        return new ClusterFirewallUpdate(params.flag("enable", on));
    }

    /**
     * {@return this change with frames filtered or not}
     *
     * @param on whether they are
     */
    public ClusterFirewallUpdate ebtables(boolean on) {
        return new ClusterFirewallUpdate(params.flag("ebtables", on));
    }

    /**
     * {@return this change with another policy for traffic to nodes}
     *
     * @param policy wanted policy
     */
    public ClusterFirewallUpdate policyIn(FirewallPolicy policy) {
        return new ClusterFirewallUpdate(params.and("policy_in", policy.name()));
    }

    /**
     * {@return this change with another policy for traffic from nodes}
     *
     * @param policy wanted policy
     */
    public ClusterFirewallUpdate policyOut(FirewallPolicy policy) {
        return new ClusterFirewallUpdate(params.and("policy_out", policy.name()));
    }

    /**
     * {@return this change with another limit of log lines}
     *
     * @param limit {@code enable}, {@code burst}, {@code rate}
     */
    public ClusterFirewallUpdate logRateLimit(PropertyString limit) {
        return new ClusterFirewallUpdate(params.and("log_ratelimit", limit));
    }

    /**
     * {@return this change with options put back to their defaults}
     *
     * @param keys as the API spells them
     */
    public ClusterFirewallUpdate delete(String... keys) {
        return new ClusterFirewallUpdate(params.join("delete", List.of(keys)));
    }

    /**
     * {@return this change, refused when others changed the options since they were read}
     *
     * @param digest of the read
     */
    public ClusterFirewallUpdate digest(Digest digest) {
        return new ClusterFirewallUpdate(params.and("digest", digest));
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return params.list();
    }

    @Override
    public String toString() {
        return "ClusterFirewallUpdate" + params;
    }
}

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import java.util.Map;
import java.util.TreeMap;

/** One verified call on its way to a handler. */
record Call(World world, String user, Map<String, String> params) {

    String node() {
        return param("node");
    }

    int vmid() {
        return Whole.small(param("vmid"), 0);
    }

    String param(String name) {
        return params.getOrDefault(name, "");
    }

    boolean has(String name) {
        return params.containsKey(name);
    }

    boolean flag(String name) {
        return param(name).equals("1");
    }

    long number(String name, long absent) {
        return Whole.of(param(name), absent);
    }

    boolean may(String path, String privilege) {
        return world.permissions.may(user, path, privilege);
    }

    void require(String path, String privilege) {
        world.permissions.require(user, path, privilege);
    }

    /** The firewall file this path is about: a guest's, a node's, or the cluster's; empty when there is none yet. */
    FirewallFile firewall() {
        if (has("vmid")) {
            return world.firewall(vmid());
        }
        ClusterState cluster = world.state.cluster;
        return has("node") ? cluster.nodeFirewalls.getOrDefault(node(), new FirewallFile()) : cluster.firewall;
    }

    FirewallFile firewallForWriting() {
        if (has("vmid")) {
            return world.firewallForWriting(vmid());
        }
        ClusterState cluster = world.state.cluster;
        return has("node")
                ? cluster.nodeFirewalls.computeIfAbsent(node(), key -> new FirewallFile())
                : cluster.firewall;
    }

    Vm vm() {
        return world.vmOn(node(), vmid());
    }

    /** Starts a task of this VM with the call's parameters as arguments. */
    Task start(String type) {
        return start(type, param("vmid"), params);
    }

    Task start(String type, String id, Map<String, String> args) {
        return world.tasks.start(type, node(), id, user, new TreeMap<>(args));
    }
}

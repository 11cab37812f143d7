package dev.vmlifecycle.proxmox.simulator;

import java.util.Map;
import java.util.TreeMap;

/** What the cluster keeps beside guests: options, firewalls, HA, jobs, settings of nodes; plain fields, stored as JSON. */
final class ClusterState {

    TreeMap<String, String> options = new TreeMap<>();
    FirewallFile firewall = new FirewallFile();
    TreeMap<String, FirewallFile> nodeFirewalls = new TreeMap<>();
    TreeMap<String, Map<String, String>> haResources = new TreeMap<>();
    /** What the manager has made of each resource, once it has looked at it. */
    TreeMap<String, String> haStates = new TreeMap<>();

    TreeMap<String, Map<String, String>> haGroups = new TreeMap<>();
    TreeMap<String, Map<String, String>> haRules = new TreeMap<>();
    TreeMap<String, Map<String, String>> jobs = new TreeMap<>();
    /** DNS, time zone and hosts file by node. */
    TreeMap<String, TreeMap<String, String>> nodes = new TreeMap<>();

    Map<String, String> node(String name) {
        return nodes.computeIfAbsent(name, key -> new TreeMap<>());
    }
}

package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One VM's firewall file; plain fields, stored as JSON. It exists apart from the VM and may outlive it. */
final class FirewallFile {

    TreeMap<String, String> options = new TreeMap<>();
    TreeMap<String, IpSet> ipsets = new TreeMap<>();
    List<Map<String, String>> rules = new ArrayList<>();
    TreeMap<String, TreeMap<String, String>> aliases = new TreeMap<>();
    /** Security groups, in the cluster's file only. */
    TreeMap<String, Group> groups = new TreeMap<>();

    /** A named list of rules. */
    static final class Group {
        String comment = "";
        List<Map<String, String>> rules = new ArrayList<>();
    }

    /** A named set of networks. */
    static final class IpSet {
        String comment = "";
        List<Entry> entries = new ArrayList<>();
    }

    /** One network of a set. */
    static final class Entry {
        String cidr = "";
        boolean nomatch;
        String comment = "";
    }

    FirewallFile copy() {
        FirewallFile copy = new FirewallFile();
        copy.options.putAll(options);
        ipsets.forEach((name, set) -> {
            IpSet other = new IpSet();
            other.comment = set.comment;
            set.entries.forEach(entry -> {
                Entry same = new Entry();
                same.cidr = entry.cidr;
                same.nomatch = entry.nomatch;
                same.comment = entry.comment;
                other.entries.add(same);
            });
            copy.ipsets.put(name, other);
        });
        for (Map<String, String> rule : rules) {
            copy.rules.add(new TreeMap<>(rule));
        }
        aliases.forEach((name, alias) -> copy.aliases.put(name, new TreeMap<>(alias)));
        return copy;
    }
}

package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.firewall.FirewallOptions;
import dev.vmlifecycle.proxmox.firewall.FirewallRef;
import dev.vmlifecycle.proxmox.firewall.FirewallRule;
import dev.vmlifecycle.proxmox.firewall.FirewallUpdate;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.FirewallReader;
import dev.vmlifecycle.proxmox.internal.TaskReader;
import dev.vmlifecycle.proxmox.task.LogPage;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * The firewall of one VM. Every method is one call, applied at once, and throws {@code ProxmoxException}. Locks of the VM
 * do not matter; nor does its existence, so prove that first. Immutable and thread-safe.
 */
public final class VmFirewall {

    private final Api api;
    private final ApiPath path;

    VmFirewall(Api api, ApiPath path) {
        this.api = api;
        this.path = path;
    }

    /** {@return the options that are set} */
    public FirewallOptions options() {
        return FirewallOptions.of(api.get(path.child("/options")).object().scalars());
    }

    /**
     * Changes options.
     *
     * @param update what to change
     */
    public void updateOptions(FirewallUpdate update) {
        api.put(path.child("/options"), update.params());
    }

    /** {@return the names of the IP sets} */
    public List<String> ipSets() {
        return api.get(path.child("/ipset")).rows().stream()
                .map(row -> row.require("name"))
                .toList();
    }

    /**
     * Creates an IP set; an existing one is an {@code AlreadyExistsException}.
     *
     * @param name such as {@code ipfilter-net0}
     */
    public void createIpSet(String name) {
        api.post(path.child("/ipset"), List.of(Param.of("name", name)));
    }

    /**
     * Removes an empty IP set; a missing one is a {@code NotFoundException}.
     *
     * @param name such as {@code ipfilter-net0}
     */
    public void deleteIpSet(String name) {
        api.delete(path.child("/ipset/{name}", name), List.of());
    }

    /**
     * {@return the members of an IP set; a missing set is a {@code NotFoundException}}
     *
     * @param name such as {@code ipfilter-net0}
     */
    public List<IpSetEntry> ipSet(String name) {
        return api.get(path.child("/ipset/{name}", name)).rows().stream()
                .map(FirewallReader::entry)
                .toList();
    }

    /**
     * Adds a member; an existing one is an {@code AlreadyExistsException}. IPv6 is compared as text: write it in one
     * form only.
     *
     * @param set its name
     * @param cidr an address or network
     */
    public void addEntry(String set, String cidr) {
        api.post(path.child("/ipset/{name}", set), List.of(Param.of("cidr", cidr)));
    }

    /**
     * Removes a member; a missing one is no error.
     *
     * @param set its name
     * @param cidr as {@link #ipSet} gives it
     */
    public void removeEntry(String set, String cidr) {
        api.delete(path.child("/ipset/{name}/{cidr}", set, cidr), List.of());
    }

    /** {@return the rules in the order they are matched} */
    public List<FirewallRule> rules() {
        return api.get(path.child("/rules")).rows().stream()
                .map(FirewallReader::rule)
                .toList();
    }

    /**
     * Removes a rule; those behind it move up.
     *
     * @param pos its position
     * @param digest of the read the position comes from
     */
    public void deleteRule(int pos, Digest digest) {
        api.delete(path.child("/rules/{pos}", pos), List.of(Param.of("digest", digest)));
    }

    /**
     * {@return what rules of this VM can name: aliases and IP sets, its own and the cluster's}
     */
    public List<FirewallRef> refs() {
        return api.get(path.child("/refs")).rows().stream()
                .map(FirewallReader::ref)
                .toList();
    }

    /**
     * {@return a page of its log; needs {@code VM.Console}}
     *
     * @param from lines to skip
     * @param limit lines to give at most
     */
    public LogPage log(long from, int limit) {
        return TaskReader.log(api.get(path.child("/log"), Param.of("start", from), Param.of("limit", limit)));
    }

    @Override
    public String toString() {
        return "Firewall at " + path;
    }
}

package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.firewall.FirewallOptions;
import dev.vmlifecycle.proxmox.firewall.FirewallRef;
import dev.vmlifecycle.proxmox.firewall.FirewallUpdate;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.FirewallReader;
import dev.vmlifecycle.proxmox.internal.Redaction;
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

    /** {@return a handle of its IP sets, such as {@code ipfilter-net0}; needs {@code VM.Config.Network}} */
    public IpSets ipSets() {
        return new IpSets(api, path);
    }

    /** {@return a handle of its aliases; needs {@code VM.Config.Network}} */
    public Aliases aliases() {
        return new Aliases(api, path);
    }

    /** {@return a handle of its rules; needs {@code VM.Config.Network}} */
    public FirewallRules rules() {
        return new FirewallRules(api, path.child("/rules"));
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
        return TaskReader.log(
                api.get(path.child("/log"), Param.of("start", from), Param.of("limit", limit)), Redaction.none());
    }

    @Override
    public String toString() {
        return "Firewall at " + path;
    }
}

package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.firewall.SecurityGroup;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.FirewallReader;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * The security groups of the cluster. Every method is one call, applied at once, and throws {@code ProxmoxException}.
 * Writes need {@code Sys.Modify} on {@code /}. Immutable and thread-safe.
 */
public final class SecurityGroups {

    private static final ApiPath GROUPS = ApiPath.of("/cluster/firewall/groups");

    private final Api api;

    SecurityGroups(Api api) {
        this.api = api;
    }

    /** {@return all groups} */
    public List<SecurityGroup> list() {
        return api.get(GROUPS).rows().stream().map(FirewallReader::group).toList();
    }

    /**
     * Creates a group without rules; an existing one is an {@code AlreadyExistsException}.
     *
     * @param name 2 to 18 letters, digits, hyphens and underscores
     */
    public void create(String name) {
        api.post(GROUPS, List.of(Param.of("group", name)));
    }

    /**
     * Creates a group without rules; an existing one is an {@code AlreadyExistsException}.
     *
     * @param name 2 to 18 letters, digits, hyphens and underscores
     * @param comment free text
     */
    public void create(String name, String comment) {
        api.post(GROUPS, List.of(Param.of("group", name), Param.of("comment", comment)));
    }

    /**
     * Removes a group without rules; one with rules is refused. Rules that name it stay and do nothing.
     *
     * @param name its name
     */
    public void delete(String name) {
        api.delete(GROUPS.child("/{group}", name), List.of());
    }

    /**
     * {@return a handle of the rules of a group}
     *
     * @param name its name
     */
    public FirewallRules rules(String name) {
        return new FirewallRules(api, GROUPS.child("/{group}", name));
    }

    @Override
    public String toString() {
        return "SecurityGroups";
    }
}

package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.firewall.IpSet;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.FirewallReader;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;

/**
 * The IP sets of the cluster or of one VM. Every method is one call, applied at once, and throws
 * {@code ProxmoxException}. Reads need {@code Sys.Audit} on {@code /}, writes {@code Sys.Modify}; of a VM,
 * {@code VM.Audit} and {@code VM.Config.Network}. Immutable and thread-safe.
 */
public final class IpSets {

    private final Api api;
    private final ApiPath path;

    IpSets(Api api, ApiPath firewall) {
        this.api = api;
        this.path = firewall.child("/ipset");
    }

    /** {@return all sets} */
    public List<IpSet> list() {
        return api.get(path).rows().stream().map(FirewallReader::ipSet).toList();
    }

    /**
     * Creates an empty set; an existing one is an {@code AlreadyExistsException}.
     *
     * @param name 2 to 64 letters, digits, hyphens and underscores
     */
    public void create(String name) {
        api.post(path, List.of(Param.of("name", name)));
    }

    /**
     * Creates an empty set; an existing one is an {@code AlreadyExistsException}.
     *
     * @param name 2 to 64 letters, digits, hyphens and underscores
     * @param comment free text
     */
    public void create(String name, String comment) {
        api.post(path, List.of(Param.of("name", name), Param.of("comment", comment)));
    }

    /**
     * Gives a set another name; rules that name it are left as they are.
     *
     * @param name of a set; a missing one is refused
     * @param newName of no set
     */
    public void rename(String name, String newName) {
        api.post(path, List.of(Param.of("name", newName), Param.of("rename", name)));
    }

    /**
     * Removes an empty set; one with members is refused, a missing one is a {@code NotFoundException}.
     *
     * @param name its name
     */
    public void delete(String name) {
        api.delete(set(name), List.of());
    }

    /**
     * Removes a set and its members; a missing one is a {@code NotFoundException}.
     *
     * @param name its name
     */
    public void deleteWithMembers(String name) {
        api.delete(set(name), List.of(Param.flag("force", true)));
    }

    /**
     * {@return the members of a set; a missing set is a {@code NotFoundException}}
     *
     * @param name its name
     */
    public List<IpSetEntry> entries(String name) {
        return api.get(set(name)).rows().stream().map(FirewallReader::entry).toList();
    }

    /**
     * {@return a member of a set; a missing set or member is a {@code NotFoundException}}
     *
     * @param name of the set
     * @param cidr as {@link #entries} gives it
     */
    public IpSetEntry entry(String name, String cidr) {
        return FirewallReader.entry(api.get(entryPath(name, cidr)).object());
    }

    /**
     * Adds a member; an existing one is an {@code AlreadyExistsException}. IPv6 is compared as text: write it in one
     * form only.
     *
     * @param name of the set
     * @param entry an address or network; of IPv4 the server drops host bits and {@code /32}
     */
    public void add(String name, IpSetEntry entry) {
        api.post(
                set(name),
                ParamList.of(Param.of("cidr", entry.cidr())).and(rest(entry)).list());
    }

    /**
     * Changes a member; what the entry does not have, the member has no more. A missing one is a
     * {@code NotFoundException}.
     *
     * @param name of the set
     * @param entry its address as {@link #entries} gives it
     */
    public void update(String name, IpSetEntry entry) {
        api.put(entryPath(name, entry.cidr()), rest(entry));
    }

    /**
     * Removes a member; a missing one is no error, a missing set is a {@code NotFoundException}.
     *
     * @param name of the set
     * @param cidr as {@link #entries} gives it
     */
    public void remove(String name, String cidr) {
        api.delete(entryPath(name, cidr), List.of());
    }

    @Override
    public String toString() {
        return "IP sets at " + path;
    }

    private ApiPath set(String name) {
        return path.child("/{name}", name);
    }

    private ApiPath entryPath(String name, String cidr) {
        return path.child("/{name}/{cidr}", name, cidr);
    }

    private static List<Param> rest(IpSetEntry entry) {
        List<Param> params = new ArrayList<>();
        if (entry.nomatch()) {
            params.add(Param.flag("nomatch", true));
        }
        entry.comment().ifPresent(comment -> params.add(Param.of("comment", comment)));
        return params;
    }
}

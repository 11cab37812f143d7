package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.firewall.Alias;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.FirewallReader;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.ArrayList;
import java.util.List;

/**
 * The aliases of the cluster or of one VM. Every method is one call, applied at once, and throws
 * {@code ProxmoxException}. Reads need {@code Sys.Audit} on {@code /}, writes {@code Sys.Modify}; of a VM,
 * {@code VM.Audit} and {@code VM.Config.Network}. Immutable and thread-safe.
 */
public final class Aliases {

    private final Api api;
    private final ApiPath path;

    Aliases(Api api, ApiPath firewall) {
        this.api = api;
        this.path = firewall.child("/aliases");
    }

    /** {@return all aliases} */
    public List<Alias> list() {
        return api.get(path).rows().stream().map(FirewallReader::alias).toList();
    }

    /**
     * {@return one alias}
     *
     * @param name its name
     */
    public Alias get(String name) {
        return FirewallReader.alias(api.get(alias(name)).object());
    }

    /**
     * Creates an alias; an existing one is an {@code AlreadyExistsException}.
     *
     * @param name 2 to 64 letters, digits, hyphens and underscores
     * @param cidr an address or network
     */
    public void create(String name, String cidr) {
        api.post(path, List.of(Param.of("name", name), Param.of("cidr", cidr)));
    }

    /**
     * Creates an alias; an existing one is an {@code AlreadyExistsException}.
     *
     * @param name 2 to 64 letters, digits, hyphens and underscores
     * @param cidr an address or network
     * @param comment free text
     */
    public void create(String name, String cidr, String comment) {
        api.post(path, List.of(Param.of("name", name), Param.of("cidr", cidr), Param.of("comment", comment)));
    }

    /**
     * Changes what an alias stands for, and its comment: without one it has none any more. With a digest it is refused
     * when others changed the aliases since they were read.
     *
     * @param alias its name and what is wanted
     */
    public void update(Alias alias) {
        api.put(alias(alias.name()), params(alias));
    }

    /**
     * Gives an alias another name; rules that name it are left as they are.
     *
     * @param alias as it was read; sent with it, or the server would drop address and comment
     * @param newName of no alias
     */
    public void rename(Alias alias, String newName) {
        api.put(
                alias(alias.name()),
                new ParamList(params(alias)).and("rename", newName).list());
    }

    /**
     * Removes an alias; a missing one is no error.
     *
     * @param name its name
     */
    public void delete(String name) {
        api.delete(alias(name), List.of());
    }

    @Override
    public String toString() {
        return "Aliases at " + path;
    }

    private ApiPath alias(String name) {
        return path.child("/{name}", name);
    }

    private static List<Param> params(Alias alias) {
        List<Param> params = new ArrayList<>();
        params.add(Param.of("cidr", alias.cidr()));
        alias.comment().ifPresent(comment -> params.add(Param.of("comment", comment)));
        alias.digest().ifPresent(digest -> params.add(Param.of("digest", digest)));
        return params;
    }
}

package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.firewall.FirewallRule;
import dev.vmlifecycle.proxmox.firewall.NewRule;
import dev.vmlifecycle.proxmox.firewall.RuleUpdate;
import dev.vmlifecycle.proxmox.internal.Api;
import dev.vmlifecycle.proxmox.internal.ApiPath;
import dev.vmlifecycle.proxmox.internal.FirewallReader;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * An ordered list of rules: of the cluster, of a security group, or of one VM. Every method is one call, applied at once,
 * and throws {@code ProxmoxException}. Reads need {@code Sys.Audit} on {@code /}, writes {@code Sys.Modify}; of a VM,
 * {@code VM.Audit} and {@code VM.Config.Network}. Immutable and thread-safe.
 *
 * <p>Rules have no name but their position. Who changes one by a position that was read sends the digest of that read.
 */
public final class FirewallRules {

    private final Api api;
    private final ApiPath path;

    FirewallRules(Api api, ApiPath rules) {
        this.api = api;
        this.path = rules;
    }

    /** {@return all rules in the order they are matched} */
    public List<FirewallRule> list() {
        return api.get(path).rows().stream().map(FirewallReader::rule).toList();
    }

    /**
     * {@return one rule; a missing one is a {@code NotFoundException}}
     *
     * @param pos its position
     */
    public FirewallRule get(int pos) {
        return FirewallReader.rule(api.get(rule(pos)).object());
    }

    /**
     * Makes a rule: at the top unless it has a position, so several are made in reverse order. Repeating it makes
     * another.
     *
     * @param rule what
     */
    public void create(NewRule rule) {
        api.post(path, rule.params());
    }

    /**
     * Changes or moves a rule; a missing one is a {@code NotFoundException}.
     *
     * @param pos its position
     * @param update what changes
     */
    public void update(int pos, RuleUpdate update) {
        api.put(rule(pos), update.params());
    }

    /**
     * Removes a rule, those behind it move up; a missing one is a {@code NotFoundException}.
     *
     * @param pos its position
     */
    public void delete(int pos) {
        api.delete(rule(pos), List.of());
    }

    /**
     * Removes a rule unless others changed the rules since they were read; those behind it move up.
     *
     * @param pos its position
     * @param digest of the read the position comes from
     */
    public void delete(int pos, Digest digest) {
        api.delete(rule(pos), List.of(Param.of("digest", digest)));
    }

    @Override
    public String toString() {
        return "Rules at " + path;
    }

    private ApiPath rule(int pos) {
        return path.child("/{pos}", pos);
    }
}

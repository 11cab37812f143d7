package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/** A change of a rule. Only what was set is sent. Immutable; each setter returns a changed copy. */
public final class RuleUpdate {

    private final RuleFields fields;

    private RuleUpdate(RuleFields fields) {
        this.fields = fields;
    }

    /** {@return a change of nothing} */
    public static RuleUpdate none() {
        return new RuleUpdate(new RuleFields(ParamList.of()));
    }

    /**
     * {@return a move and nothing else: the server ignores all other fields of a move}
     *
     * @param index the rule goes in front of the one that is there now; the number of rules for the end
     */
    public static RuleUpdate moveTo(int index) {
        return none().with("moveto", index);
    }

    /**
     * {@return this change with the rule in force or not}
     *
     * @param on whether it is
     */
    public RuleUpdate enable(boolean on) {
        return new RuleUpdate(fields.enable(on));
    }

    /**
     * {@return this change with another action}
     *
     * @param action what happens to the traffic
     */
    public RuleUpdate action(FirewallPolicy action) {
        return with("action", action.name());
    }

    /**
     * {@return this change with another source}
     *
     * @param addresses addresses, networks, ranges, an alias, or {@code +} and an IP set
     */
    public RuleUpdate source(String addresses) {
        return with("source", addresses);
    }

    /**
     * {@return this change with another destination}
     *
     * @param addresses addresses, networks, ranges, an alias, or {@code +} and an IP set
     */
    public RuleUpdate dest(String addresses) {
        return with("dest", addresses);
    }

    /**
     * {@return this change with another protocol}
     *
     * @param protocol such as {@code tcp}
     */
    public RuleUpdate proto(String protocol) {
        return with("proto", protocol);
    }

    /**
     * {@return this change with other ports}
     *
     * @param ports such as {@code 22}, {@code 80,443}, {@code 8000:8080}
     */
    public RuleUpdate dport(String ports) {
        return with("dport", ports);
    }

    /**
     * {@return this change with other ports of the sender}
     *
     * @param ports such as {@code 22}, {@code 80,443}, {@code 8000:8080}
     */
    public RuleUpdate sport(String ports) {
        return with("sport", ports);
    }

    /**
     * {@return this change with another kind of ICMP message}
     *
     * @param type such as {@code echo-request}
     */
    public RuleUpdate icmpType(String type) {
        return with("icmp-type", type);
    }

    /**
     * {@return this change with other ready-made protocols and ports}
     *
     * @param name such as {@code Ping}
     */
    public RuleUpdate macro(String name) {
        return with("macro", name);
    }

    /**
     * {@return this change with another network interface}
     *
     * @param name {@code net0} of a guest, a bridge of a node
     */
    public RuleUpdate iface(String name) {
        return with("iface", name);
    }

    /**
     * {@return this change with another log}
     *
     * @param level how loud
     */
    public RuleUpdate log(LogLevel level) {
        return with("log", level);
    }

    /**
     * {@return this change with another comment}
     *
     * @param text free text
     */
    public RuleUpdate comment(String text) {
        return with("comment", text);
    }

    /**
     * {@return this change with fields taken away}
     *
     * @param keys as the API spells them
     */
    public RuleUpdate delete(String... keys) {
        return new RuleUpdate(new RuleFields(fields.params().join("delete", List.of(keys))));
    }

    /**
     * {@return this change, refused when others changed the rules since they were read}
     *
     * @param digest of the read the position comes from
     */
    public RuleUpdate digest(Digest digest) {
        return with("digest", digest);
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return fields.params().list();
    }

    @Override
    public String toString() {
        return "RuleUpdate" + fields.params();
    }

    private RuleUpdate with(String name, Object value) {
        return new RuleUpdate(fields.with(name, value));
    }
}

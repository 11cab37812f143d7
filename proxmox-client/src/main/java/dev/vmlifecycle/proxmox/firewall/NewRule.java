package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.internal.ParamList;
import dev.vmlifecycle.proxmox.transport.Param;
import java.util.List;

/**
 * A rule to make. It goes to the top unless it has a position, and is in force, other than the server has it by default.
 * Immutable; each setter returns a changed copy.
 */
public final class NewRule {

    private final RuleFields fields;

    private NewRule(RuleFields fields) {
        this.fields = fields;
    }

    /**
     * {@return a rule for traffic to the guest or node}
     *
     * @param action what happens to it
     */
    public static NewRule in(FirewallPolicy action) {
        return of(RuleType.IN, action.name());
    }

    /**
     * {@return a rule for traffic from the guest or node}
     *
     * @param action what happens to it
     */
    public static NewRule out(FirewallPolicy action) {
        return of(RuleType.OUT, action.name());
    }

    /**
     * {@return a rule for traffic through the node; since 8.3}
     *
     * @param action accept or drop
     */
    public static NewRule forward(FirewallPolicy action) {
        return of(RuleType.FORWARD, action.name());
    }

    /**
     * {@return the rules of a security group; one that does not exist is accepted and does nothing}
     *
     * @param name of the group
     */
    public static NewRule group(String name) {
        return of(RuleType.GROUP, name);
    }

    /**
     * {@return this rule in force or not}
     *
     * @param on whether it is
     */
    public NewRule enable(boolean on) {
        return new NewRule(fields.enable(on));
    }

    /**
     * {@return this rule at a position}
     *
     * @param index 0 is matched first; rules from there on move down
     */
    public NewRule pos(int index) {
        return with("pos", index);
    }

    /**
     * {@return this rule for traffic from there}
     *
     * @param addresses addresses, networks, ranges, an alias, or {@code +} and an IP set
     */
    public NewRule source(String addresses) {
        return with("source", addresses);
    }

    /**
     * {@return this rule for traffic to there}
     *
     * @param addresses addresses, networks, ranges, an alias, or {@code +} and an IP set
     */
    public NewRule dest(String addresses) {
        return with("dest", addresses);
    }

    /**
     * {@return this rule for a protocol}
     *
     * @param protocol such as {@code tcp}; ports need one
     */
    public NewRule proto(String protocol) {
        return with("proto", protocol);
    }

    /**
     * {@return this rule for traffic to ports}
     *
     * @param ports such as {@code 22}, {@code 80,443}, {@code 8000:8080}
     */
    public NewRule dport(String ports) {
        return with("dport", ports);
    }

    /**
     * {@return this rule for traffic from ports}
     *
     * @param ports such as {@code 22}, {@code 80,443}, {@code 8000:8080}
     */
    public NewRule sport(String ports) {
        return with("sport", ports);
    }

    /**
     * {@return this rule for a kind of ICMP message}
     *
     * @param type such as {@code echo-request}
     */
    public NewRule icmpType(String type) {
        return with("icmp-type", type);
    }

    /**
     * {@return this rule for ready-made protocols and ports}
     *
     * @param name such as {@code Ping}
     */
    public NewRule macro(String name) {
        return with("macro", name);
    }

    /**
     * {@return this rule for a network interface}
     *
     * @param name {@code net0} of a guest, a bridge of a node
     */
    public NewRule iface(String name) {
        return with("iface", name);
    }

    /**
     * {@return this rule with a log}
     *
     * @param level how loud
     */
    public NewRule log(LogLevel level) {
        return with("log", level);
    }

    /**
     * {@return this rule with a comment}
     *
     * @param text free text
     */
    public NewRule comment(String text) {
        return with("comment", text);
    }

    /**
     * {@return this rule, refused when others changed the rules since they were read}
     *
     * @param digest of the read
     */
    public NewRule digest(Digest digest) {
        return with("digest", digest);
    }

    /** {@return the form fields} */
    public List<Param> params() {
        return fields.params().list();
    }

    @Override
    public String toString() {
        return "NewRule" + fields.params();
    }

    private static NewRule of(RuleType type, String action) {
        // the server makes rules that are not in force unless told otherwise
        ParamList params = ParamList.of(Param.of("type", type), Param.of("action", action), Param.flag("enable", true));
        return new NewRule(new RuleFields(params));
    }

    private NewRule with(String name, Object value) {
        return new NewRule(fields.with(name, value));
    }
}

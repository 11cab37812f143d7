package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.firewall.Alias;
import dev.vmlifecycle.proxmox.firewall.ClusterFirewallOptions;
import dev.vmlifecycle.proxmox.firewall.ClusterFirewallUpdate;
import dev.vmlifecycle.proxmox.firewall.FirewallMacro;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.FirewallRef;
import dev.vmlifecycle.proxmox.firewall.FirewallRule;
import dev.vmlifecycle.proxmox.firewall.IpSet;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.firewall.LogLevel;
import dev.vmlifecycle.proxmox.firewall.NewRule;
import dev.vmlifecycle.proxmox.firewall.RuleType;
import dev.vmlifecycle.proxmox.firewall.RuleUpdate;
import dev.vmlifecycle.proxmox.firewall.SecurityGroup;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterFirewallTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final ClusterFirewall firewall = transport.client().cluster().firewall();

    @Test
    void options_readAndChanged() {
        transport
                .data("{\"enable\":1,\"policy_in\":\"DROP\",\"policy_out\":\"SOMETHING\",\"ebtables\":0,"
                        + "\"log_ratelimit\":\"enable=1,burst=5\",\"digest\":\"ab\",\"new\":2}")
                .data("{\"digest\":\"ab\"}")
                .data("null");

        ClusterFirewallOptions options = firewall.options();
        assertThat(options.enabled()).isTrue();
        assertThat(options.policyIn()).contains(FirewallPolicy.DROP);
        assertThat(options.policyOut()).isEmpty();
        assertThat(options.get("policy_out")).contains("SOMETHING");
        assertThat(options.policyForward()).isEmpty();
        assertThat(options.ebtables()).contains(false);
        assertThat(options.logRateLimit().flatMap(limit -> limit.get("burst"))).contains("5");
        assertThat(options.digest()).contains(Digest.of("ab"));
        assertThat(options.get("new")).contains("2");
        assertThat(firewall.options().enabled()).isFalse();

        firewall.updateOptions(ClusterFirewallUpdate.none()
                .enable(true)
                .ebtables(false)
                .policyIn(FirewallPolicy.DROP)
                .policyOut(FirewallPolicy.ACCEPT)
                .logRateLimit(PropertyString.parse("enable=1"))
                .delete("new")
                .digest(Digest.of("ab")));
        assertThat(sent())
                .isEqualTo("PUT /api2/json/cluster/firewall/options [enable=1, ebtables=0, policy_in=DROP, "
                        + "policy_out=ACCEPT, log_ratelimit=enable=1, delete=new, digest=ab]");
    }

    @Test
    void ipSets_allCalls() {
        IpSets sets = firewall.ipSets();
        transport
                .data("[{\"name\":\"blocked\",\"comment\":\"c\",\"digest\":\"ab\"}]")
                .data("[{\"cidr\":\"203.0.113.0/24\",\"nomatch\":\"1\",\"comment\":\"c\",\"digest\":\"ab\"}]")
                .data("{\"cidr\":\"203.0.113.0/24\",\"nomatch\":1,\"digest\":\"ab\"}");

        assertThat(sets.list()).containsExactly(new IpSet("blocked", Optional.of("c"), Optional.of(Digest.of("ab"))));
        assertThat(sets.entries("blocked")).containsExactly(new IpSetEntry("203.0.113.0/24", true, Optional.of("c")));
        assertThat(sets.entry("blocked", "203.0.113.0/24").nomatch()).isTrue();
        assertThat(sent()).isEqualTo("GET /api2/json/cluster/firewall/ipset/blocked/203.0.113.0%2F24 []");

        done(() -> sets.create("blocked"), "POST", "/ipset [name=blocked]");
        done(() -> sets.create("blocked", "c"), "POST", "/ipset [name=blocked, comment=c]");
        done(() -> sets.rename("blocked", "banned"), "POST", "/ipset [name=banned, rename=blocked]");
        done(() -> sets.delete("blocked"), "DELETE", "/ipset/blocked []");
        done(() -> sets.deleteWithMembers("blocked"), "DELETE", "/ipset/blocked [force=1]");
        done(() -> sets.add("blocked", IpSetEntry.of("203.0.113.5")), "POST", "/ipset/blocked [cidr=203.0.113.5]");
        done(
                () -> sets.add("blocked", new IpSetEntry("2001:db8::/32", true, Optional.of("c"))),
                "POST",
                "/ipset/blocked [cidr=2001:db8::/32, nomatch=1, comment=c]");
        done(
                () -> sets.update("blocked", new IpSetEntry("203.0.113.5", false, Optional.of("c2"))),
                "PUT",
                "/ipset/blocked/203.0.113.5 [comment=c2]");
        done(() -> sets.remove("blocked", "10.0.0.0/8"), "DELETE", "/ipset/blocked/10.0.0.0%2F8 []");
    }

    @Test
    void aliases_allCalls() {
        Aliases aliases = firewall.aliases();
        Alias office = new Alias("office", "203.0.113.9", Optional.of("c"), Optional.of(Digest.of("ab")));
        transport
                .data("[{\"name\":\"office\",\"cidr\":\"203.0.113.9\",\"comment\":\"c\",\"digest\":\"ab\"}]")
                .data("{\"name\":\"office\",\"cidr\":\"203.0.113.9\",\"ipversion\":4}");

        assertThat(aliases.list()).containsExactly(office);
        assertThat(aliases.get("office").comment()).isEmpty();

        done(() -> aliases.create("a1", "10.0.0.1"), "POST", "/aliases [name=a1, cidr=10.0.0.1]");
        done(() -> aliases.create("a1", "10.0.0.1", "c"), "POST", "/aliases [name=a1, cidr=10.0.0.1, comment=c]");
        done(() -> aliases.update(office), "PUT", "/aliases/office [cidr=203.0.113.9, comment=c, digest=ab]");
        done(
                () -> aliases.rename(office, "home"),
                "PUT",
                "/aliases/office [cidr=203.0.113.9, comment=c, digest=ab, rename=home]");
        done(() -> aliases.delete("office"), "DELETE", "/aliases/office []");
    }

    @Test
    void newRule_isInForceUnlessToldOtherwise() {
        FirewallRules rules = firewall.rules();

        done(
                () -> rules.create(NewRule.in(FirewallPolicy.ACCEPT)
                        .source("+office")
                        .dest("10.0.0.1")
                        .proto("tcp")
                        .dport("80,443")
                        .sport("1024:65535")
                        .iface("vmbr0")
                        .log(LogLevel.INFO)
                        .comment("web")
                        .pos(2)
                        .digest(Digest.of("ab"))),
                "POST",
                "/rules [type=in, action=ACCEPT, enable=1, source=+office, dest=10.0.0.1, proto=tcp, dport=80,443, "
                        + "sport=1024:65535, iface=vmbr0, log=info, comment=web, pos=2, digest=ab]");
        done(
                () -> rules.create(
                        NewRule.out(FirewallPolicy.DROP).macro("Ping").enable(false)),
                "POST",
                "/rules [type=out, action=DROP, enable=0, macro=Ping]");
        done(
                () -> rules.create(
                        NewRule.forward(FirewallPolicy.DROP).proto("icmp").icmpType("echo-request")),
                "POST",
                "/rules [type=forward, action=DROP, enable=1, proto=icmp, icmp-type=echo-request]");
        done(() -> rules.create(NewRule.group("web")), "POST", "/rules [type=group, action=web, enable=1]");
    }

    @Test
    void rules_changeMoveDelete() {
        FirewallRules rules = firewall.rules();

        done(
                () -> rules.update(
                        3,
                        RuleUpdate.none()
                                .enable(false)
                                .action(FirewallPolicy.REJECT)
                                .source("a")
                                .dest("b")
                                .proto("udp")
                                .dport("53")
                                .sport("5")
                                .icmpType("any")
                                .macro("DNS")
                                .iface("net0")
                                .log(LogLevel.NOLOG)
                                .comment("c")
                                .delete("sport", "macro")
                                .digest(Digest.of("ab"))),
                "PUT",
                "/rules/3 [enable=0, action=REJECT, source=a, dest=b, proto=udp, dport=53, sport=5, icmp-type=any, "
                        + "macro=DNS, iface=net0, log=nolog, comment=c, delete=sport,macro, digest=ab]");
        done(
                () -> rules.update(0, RuleUpdate.moveTo(2).digest(Digest.of("ab"))),
                "PUT",
                "/rules/0 [moveto=2, digest=ab]");
        done(() -> rules.delete(1), "DELETE", "/rules/1 []");
        done(() -> rules.delete(1, Digest.of("ab")), "DELETE", "/rules/1 [digest=ab]");
    }

    @Test
    void rule_positionMayBeText() {
        transport.data("{\"pos\":\"1\",\"type\":\"group\",\"action\":\"web\",\"enable\":1,\"iface\":\"net0\","
                + "\"icmp-type\":\"any\",\"sport\":\"5\",\"macro\":\"DNS\",\"log\":\"info\",\"ipversion\":4}");

        FirewallRule rule = firewall.groups().rules("web").get(1);

        assertThat(sent()).isEqualTo("GET /api2/json/cluster/firewall/groups/web/1 []");
        assertThat(rule.pos()).isEqualTo(1);
        assertThat(rule.type()).isEqualTo(RuleType.GROUP);
        assertThat(rule.action()).isEqualTo("web");
        assertThat(rule.enable()).isTrue();
        assertThat(rule.iface()).contains("net0");
        assertThat(rule.icmpType()).contains("any");
        assertThat(rule.sport()).contains("5");
        assertThat(rule.macro()).contains("DNS");
        assertThat(rule.log()).contains(LogLevel.INFO);
        assertThat(rule.get("ipversion")).contains("4");
        assertThat(rule.dport().or(rule::source).or(rule::dest).or(rule::proto).or(rule::comment))
                .isEmpty();
    }

    @Test
    void groups_macrosAndRefs() {
        transport
                .data("[{\"group\":\"web\",\"comment\":\"c\",\"digest\":\"ab\"}]")
                .data("[{\"macro\":\"Ping\",\"descr\":\"ICMP echo\"}]")
                .data("[{\"type\":\"ipset\",\"name\":\"a\",\"ref\":\"+dc/a\",\"scope\":\"dc\"},"
                        + "{\"type\":\"alias\",\"name\":\"b\"}]");

        assertThat(firewall.groups().list())
                .containsExactly(new SecurityGroup("web", Optional.of("c"), Optional.of(Digest.of("ab"))));
        assertThat(firewall.macros()).containsExactly(new FirewallMacro("Ping", "ICMP echo"));
        assertThat(firewall.refs())
                .extracting(FirewallRef::kind, FirewallRef::ref)
                .containsExactly(tuple(FirewallRef.Kind.IPSET, "+dc/a"), tuple(FirewallRef.Kind.ALIAS, "b"));
        done(() -> firewall.groups().create("web"), "POST", "/groups [group=web]");
        done(() -> firewall.groups().create("web", "c"), "POST", "/groups [group=web, comment=c]");
        done(() -> firewall.groups().delete("web"), "DELETE", "/groups/web []");
        done(
                () -> firewall.groups().rules("web").create(NewRule.in(FirewallPolicy.DROP)),
                "POST",
                "/groups/web [type=in, action=DROP, enable=1]");
    }

    private void done(Runnable call, String method, String rest) {
        transport.data("null");
        call.run();
        assertThat(sent()).isEqualTo(method + " /api2/json/cluster/firewall" + rest);
    }

    private String sent() {
        return transport.last().toString();
    }
}

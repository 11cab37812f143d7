package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.error.DecodingException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.firewall.FirewallPolicy;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.proxmox.firewall.LogLevel;
import dev.vmlifecycle.proxmox.firewall.NewRule;
import dev.vmlifecycle.proxmox.firewall.RuleUpdate;
import dev.vmlifecycle.proxmox.testing.RecordedExchange;
import dev.vmlifecycle.proxmox.testing.Recordings;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** IP sets, aliases and rules of a VM, as recorded, through the handles the cluster's firewall shares. */
class RecordedFirewallTest {

    private static final Pattern VM = Pattern.compile("/nodes/([^/]+)/qemu/(\\d+)/firewall");
    private static final Pattern PATH = Pattern.compile(
            "(?:/api2/json)(/nodes/[^/]+/qemu/\\d+/firewall)/(rules|ipset|aliases)(?:/([^/?]+))?(?:/([^?]+))?");

    @Test
    void everyRecordedCall_isSentAndReadAlike() {
        SoftAssertions softly = new SoftAssertions();
        int checked = 0;
        for (RecordedExchange exchange : Recordings.exchanges()) {
            Matcher path = PATH.matcher(
                    URLDecoder.decode(exchange.path(), StandardCharsets.UTF_8).replaceFirst("\\?.*", ""));
            if (path.matches()) {
                ScriptedTransport transport =
                        new ScriptedTransport().answer(exchange.status(), exchange.reason(), exchange.body());
                Object result = call(exchange, path, transport);
                softly.assertThat(transport.last().method()).as(exchange.name()).isEqualTo(exchange.method());
                softly.assertThat(URLDecoder.decode(transport.last().path(), StandardCharsets.UTF_8))
                        .as(exchange.name())
                        .isEqualTo(path.group());
                softly.assertThat(params(transport)).as(exchange.name()).isEqualTo(expected(exchange));
                if (result instanceof List<?> rows) {
                    softly.assertThat(rows)
                            .as(exchange.name())
                            .hasSize(exchange.data().size());
                }
                softly.assertThat(result instanceof ProxmoxException)
                        .as(exchange.name())
                        .isEqualTo(exchange.status() >= 400);
                softly.assertThat(result).as(exchange.name()).isNotInstanceOf(DecodingException.class);
                checked++;
            }
        }
        softly.assertAll();
        assertThat(checked).isGreaterThan(35);
    }

    private static Object call(RecordedExchange exchange, Matcher path, ScriptedTransport transport) {
        Matcher vm = VM.matcher(path.group(1));
        assertThat(vm.matches()).isTrue();
        VmFirewall firewall = transport
                .client()
                .node(NodeName.of(vm.group(1)))
                .qemu(Vmid.parse(vm.group(2)))
                .firewall();
        try {
            return switch (path.group(2)) {
                case "ipset" -> ipSets(exchange, path, firewall.ipSets());
                case "aliases" -> aliases(exchange, firewall.aliases());
                default -> rules(exchange, path, firewall.rules());
            };
        } catch (ProxmoxException e) {
            return e;
        }
    }

    private static Object ipSets(RecordedExchange exchange, Matcher path, IpSets sets) {
        Map<String, String> params = exchange.params();
        String set = path.group(3);
        String cidr = path.group(4);
        IpSetEntry entry = new IpSetEntry(
                params.getOrDefault("cidr", String.valueOf(cidr)),
                params.containsKey("nomatch"),
                Optional.ofNullable(params.get("comment")));
        if (set == null) {
            return exchange.isGet() ? sets.list() : done(() -> create(sets, params));
        } else if (cidr == null) {
            return switch (exchange.method()) {
                case "GET" -> sets.entries(set);
                case "POST" -> done(() -> sets.add(set, entry));
                default -> done(() -> delete(sets, set, params));
            };
        }
        return switch (exchange.method()) {
            case "GET" -> sets.entry(set, cidr);
            case "PUT" -> done(() -> sets.update(set, entry));
            default -> done(() -> sets.remove(set, cidr));
        };
    }

    private static void create(IpSets sets, Map<String, String> params) {
        String name = params.getOrDefault("name", "");
        if (params.containsKey("comment")) {
            sets.create(name, params.get("comment"));
        } else {
            sets.create(name);
        }
    }

    private static void delete(IpSets sets, String set, Map<String, String> params) {
        if (params.containsKey("force")) {
            sets.deleteWithMembers(set);
        } else {
            sets.delete(set);
        }
    }

    private static Object aliases(RecordedExchange exchange, Aliases aliases) {
        Map<String, String> params = exchange.params();
        return done(() -> aliases.create(params.getOrDefault("name", ""), params.getOrDefault("cidr", "")));
    }

    private static Object rules(RecordedExchange exchange, Matcher path, FirewallRules rules) {
        Map<String, String> params = exchange.params();
        int pos = path.group(3) == null ? -1 : Integer.parseInt(path.group(3));
        return switch (exchange.method()) {
            case "GET" -> pos < 0 ? rules.list() : rules.get(pos);
            case "POST" -> done(() -> rules.create(rule(params)));
            case "PUT" -> done(() -> rules.update(pos, update(params)));
            default -> done(() -> rules.delete(pos));
        };
    }

    private static NewRule rule(Map<String, String> params) {
        String action = params.getOrDefault("action", "");
        NewRule rule = switch (params.getOrDefault("type", "")) {
            case "in" -> NewRule.in(FirewallPolicy.valueOf(action));
            case "out" -> NewRule.out(FirewallPolicy.valueOf(action));
            default -> NewRule.group(action);
        };
        rule = rule.enable("1".equals(params.get("enable")));
        for (Map.Entry<String, String> param : params.entrySet()) {
            rule = switch (param.getKey()) {
                case "proto" -> rule.proto(param.getValue());
                case "dport" -> rule.dport(param.getValue());
                case "source" -> rule.source(param.getValue());
                case "macro" -> rule.macro(param.getValue());
                case "log" -> rule.log(LogLevel.parse(param.getValue()));
                case "comment" -> rule.comment(param.getValue());
                default -> rule;
            };
        }
        return rule;
    }

    private static RuleUpdate update(Map<String, String> params) {
        if (params.containsKey("moveto")) {
            return RuleUpdate.moveTo(Integer.parseInt(params.get("moveto")));
        }
        RuleUpdate update = RuleUpdate.none().comment(params.getOrDefault("comment", ""));
        return params.containsKey("enable") ? update.enable(params.get("enable").equals("1")) : update;
    }

    private static Map<String, String> expected(RecordedExchange exchange) {
        Map<String, String> params = exchange.params();
        if (exchange.method().equals("POST") && exchange.path().endsWith("/rules")) {
            // a new rule always says whether it is in force
            params.putIfAbsent("enable", "0");
        }
        return params;
    }

    private static Map<String, String> params(ScriptedTransport transport) {
        Map<String, String> params = new TreeMap<>();
        transport.last().form().forEach(param -> params.put(param.name(), param.value()));
        transport.last().query().forEach(param -> params.put(param.name(), param.value()));
        return params;
    }

    private static Object done(Runnable call) {
        call.run();
        return "done";
    }
}

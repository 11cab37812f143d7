package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The cluster's security groups: named lists of rules. And the macros rules may use. */
final class SecurityGroupCalls {

    private static final Map<String, String> MACROS = new TreeMap<>(Map.of(
            "DNS", "Domain Name System traffic (upd and tcp)",
            "FTP", "File Transfer Protocol",
            "HTTP", "Hypertext Transfer Protocol (WWW)",
            "HTTPS", "Hypertext Transfer Protocol (WWW) over SSL",
            "IMAPS", "IMAP over SSL traffic",
            "MySQL", "MySQL server",
            "Ping", "ICMP echo request",
            "PostgreSQL", "PostgreSQL server",
            "SMTP", "Simple Mail Transfer Protocol",
            "SSH", "Secure shell traffic"));

    private SecurityGroupCalls() {}

    static void routes(Routes on) {
        String groups = "/cluster/firewall/groups";
        on.on("GET " + groups, SecurityGroupCalls::list);
        on.on("POST " + groups, SecurityGroupCalls::create);
        on.on("DELETE " + groups + "/{group}", SecurityGroupCalls::delete);
        on.on("GET " + groups + "/{group}", call -> FirewallCalls.rules(call, require(call).rules));
        on.on("POST " + groups + "/{group}", call -> FirewallCalls.addRule(call, require(call).rules));
        on.on("GET " + groups + "/{group}/{pos}", call -> FirewallCalls.rule(call, require(call).rules));
        on.on("PUT " + groups + "/{group}/{pos}", call -> FirewallCalls.changeRule(call, require(call).rules));
        on.on("DELETE " + groups + "/{group}/{pos}", call -> FirewallCalls.removeRule(call, require(call).rules));
        on.on("GET /cluster/firewall/macros", call -> macros());
    }

    private static Reply macros() {
        ArrayNode rows = Reply.array();
        MACROS.forEach((macro, text) -> rows.addObject().put("macro", macro).put("descr", text));
        return Reply.of(rows);
    }

    private static FirewallFile.Group require(Call call) {
        FirewallFile.Group group = call.world().state.cluster.firewall.groups.get(call.param("group"));
        if (group == null) {
            throw ApiError.die("no such security group '" + call.param("group") + "'");
        }
        return group;
    }

    private static Reply list(Call call) {
        ArrayNode rows = Reply.array();
        Map<String, FirewallFile.Group> groups = call.world().state.cluster.firewall.groups;
        List<Map<String, String>> plain = new ArrayList<>();
        groups.forEach((name, group) -> plain.add(Map.of("group", name, "comment", group.comment)));
        groups.forEach((name, group) -> {
            ObjectNode row = rows.addObject().put("group", name).put("digest", FirewallDigest.of(plain));
            if (!group.comment.isEmpty()) {
                row.put("comment", group.comment);
            }
        });
        return Reply.of(rows);
    }

    private static Reply create(Call call) {
        Map<String, FirewallFile.Group> groups = call.world().state.cluster.firewall.groups;
        String name = call.param("group");
        if (call.has("rename")) {
            FirewallFile.Group group = groups.remove(call.param("rename"));
            if (group == null) {
                throw ApiError.param("rename", "Security group '" + call.param("rename") + "' does not exist");
            }
            group.comment = call.has("comment") ? call.param("comment") : group.comment;
            groups.put(name, group);
            return Reply.nothing();
        }
        if (groups.containsKey(name)) {
            throw ApiError.param("group", "Security group '" + name + "' already exists");
        }
        FirewallFile.Group group = new FirewallFile.Group();
        group.comment = call.param("comment");
        groups.put(name, group);
        return Reply.nothing();
    }

    private static Reply delete(Call call) {
        if (!require(call).rules.isEmpty()) {
            throw ApiError.die("Security group '" + call.param("group") + "' is not empty");
        }
        call.world().state.cluster.firewall.groups.remove(call.param("group"));
        return Reply.nothing();
    }
}

package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Texts of calls that are not among the recordings. */
final class MoreTexts {

    private static final String RACE = "two writers of one file in the same moment: calls come one after another here";
    private static final String DEATH = "a process of the host that dies in mid-sentence";
    private static final String CONTAINER = "no containers here";

    /** Texts nothing here says by itself, and why; {@code Fault.answer} says them when asked to. */
    static final Map<String, String> NEVER_SAID = Map.ofEntries(
            Map.entry("cfs-lock .*got timeout", RACE),
            Map.entry("cfs-lock .*got lock", RACE),
            Map.entry("qmp command 'guest-[^']*' failed - got timeout", DEATH),
            Map.entry("qmp command '[^']*' failed - got timeout", DEATH),
            Map.entry("unable to connect to VM \\d+ qmp socket", DEATH),
            Map.entry("got no worker upid", DEATH),
            Map.entry("CT is locked \\(([^)]*)\\)", CONTAINER),
            Map.entry("CT \\d+ already exists", CONTAINER),
            Map.entry("no such role", "said as: role 'x' does not exist"),
            Map.entry("^agent error", "older servers' spelling of what is said with a capital letter"));

    private final Api api = Api.on(Api.cluster()
                    .user("panel@pve", "secret")
                    .guest(GuestBehaviour.recorded().withAgent()))
            .withRunningVm(7101);
    private final Map<String, List<String>> texts = new LinkedHashMap<>();

    private MoreTexts() {}

    static Map<String, List<String>> all() {
        MoreTexts more = new MoreTexts();
        more.say("POST", "/nodes/pve1/hosts", "data", "x", "digest", "0".repeat(40));
        more.say("POST", "/nodes/pve1/qemu/7101/migrate", "target", "pve2");
        more.say("GET", "/nodes/pve1/storage/gone/status");
        more.say("GET", "/access/users/gone@pve");
        more.say("GET", "/access/groups/gone");
        more.say("GET", "/access/roles/gone");
        more.say("POST", "/access/users/gone@pve/token/bot");
        more.say("PUT", "/access/users/gone@pve", "comment", "x");
        more.say("PUT", "/access/users/panel@pve", "groups", "gone");
        more.say("PUT", "/access/password", "userid", "gone@pve", "password", "newpassword");
        more.say("DELETE", "/access/users/gone@pve");
        more.say("DELETE", "/access/groups/gone");
        more.say("DELETE", "/access/roles/gone");
        more.say("PUT", "/access/groups/gone", "comment", "x");
        more.say("PUT", "/access/acl", "path", "/", "users", "panel@pve", "roles", "gone");
        more.say("PUT", "/access/acl", "path", "/", "users", "gone@pve", "roles", "PVEAuditor");
        more.say("PUT", "/access/acl", "path", "/", "groups", "gone", "roles", "PVEAuditor");
        String aliases = "/nodes/pve1/qemu/7101/firewall/aliases";
        more.say("POST", aliases, "name", "office", "cidr", "192.0.2.1");
        more.say("POST", aliases, "name", "office", "cidr", "192.0.2.1");
        more.say("GET", "/nodes/pve1/qemu/7101/agent/exec-status", "pid", "4242");
        more.api.simulator.operator().set(7101, "agent", "0");
        more.say("POST", "/nodes/pve1/qemu/7101/agent/ping");
        return more.texts;
    }

    private void say(String method, String path, String... params) {
        Api.Answer answer = api.call(method, path, params);
        List<String> said = new ArrayList<>(List.of(answer.response().reason()));
        for (JsonNode text : answer.body().path("errors")) {
            said.add(text.asText());
        }
        texts.put(method + " " + path + " " + String.join(" ", params), said);
    }
}

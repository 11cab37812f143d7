package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.Locale;
import java.util.Map;

/** The guest agent. A silent one costs three seconds before the refusal. */
final class AgentCalls {

    private static final long SILENCE_MS = 3_000;

    private AgentCalls() {}

    static void routes(Routes on) {
        String agent = "/nodes/{node}/qemu/{vmid}/agent";
        on.on("GET " + agent, call -> index());
        on.on("POST " + agent, call -> answered(call, call.param("command")));
        on.on("POST " + agent + "/exec", AgentCalls::exec);
        on.on("GET " + agent + "/exec-status", AgentCalls::execStatus);
        on.on("POST " + agent + "/set-user-password", AgentCalls::setPassword);
        AgentFiles.routes(on, agent);
        for (String command : new String[] {
            "ping",
            "fsfreeze-freeze",
            "fsfreeze-thaw",
            "fsfreeze-status",
            "fstrim",
            "suspend-disk",
            "suspend-hybrid",
            "suspend-ram",
            "shutdown"
        }) {
            on.on("POST " + agent + "/" + command, call -> answered(call, command));
        }
        for (String command : new String[] {
            "info",
            "network-get-interfaces",
            "get-fsinfo",
            "get-host-name",
            "get-osinfo",
            "get-time",
            "get-timezone",
            "get-users",
            "get-vcpus"
        }) {
            on.on("GET " + agent + "/" + command, call -> answered(call, command));
        }
    }

    private static Reply index() {
        ArrayNode rows = Reply.array();
        for (String name :
                new String[] {"exec", "exec-status", "network-get-interfaces", "ping", "set-user-password"}) {
            rows.addObject().put("name", name);
        }
        return Reply.of(rows);
    }

    static Vm ready(Call call) {
        Vm vm = call.vm();
        if (!vm.running) {
            throw ApiError.die("VM " + vm.vmid + " is not running");
        }
        if (!vm.hasAgentConfigured()) {
            throw ApiError.die("No QEMU guest agent configured");
        }
        if (!vm.agentAnswers) {
            throw ApiError.die("QEMU guest agent is not running").after(SILENCE_MS);
        }
        return vm;
    }

    private static Reply result(com.fasterxml.jackson.databind.JsonNode node) {
        ObjectNode data = Reply.object();
        data.set("result", node);
        return Reply.of(data);
    }

    private static Reply setPassword(Call call) {
        ready(call);
        return result(Reply.object());
    }

    private static Reply answered(Call call, String command) {
        Vm vm = ready(call);
        com.fasterxml.jackson.databind.node.JsonNodeFactory json =
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance;
        return switch (command) {
            case "fsfreeze-freeze" -> {
                vm.frozen = true;
                yield result(json.numberNode(1));
            }
            case "fsfreeze-thaw" -> {
                vm.frozen = false;
                yield result(json.numberNode(1));
            }
            case "fsfreeze-status" -> result(json.textNode(vm.frozen ? "frozen" : "thawed"));
            case "network-get-interfaces" -> result(interfaces(vm));
            case "get-host-name" -> result(Reply.object().put("host-name", vm.name()));
            case "get-osinfo" ->
                result(Reply.object()
                        .put("id", "debian")
                        .put("name", "Debian GNU/Linux")
                        .put("machine", "x86_64"));
            case "get-time" -> result(json.numberNode(call.world().now() * 1_000_000));
            case "get-timezone" -> result(Reply.object().put("zone", "UTC").put("offset", 0));
            case "info" -> result(Reply.object().put("version", "7.2.0"));
            case "fstrim" -> result(trimmed());
            case "shutdown" -> {
                Power.button(call.world(), vm);
                yield result(Reply.object());
            }
            case "get-fsinfo", "get-users", "get-vcpus" -> result(Reply.array());
            default -> result(Reply.object());
        };
    }

    private static ObjectNode trimmed() {
        ObjectNode result = Reply.object();
        result.putArray("paths").addObject().put("path", "/").put("trimmed", 0).put("minimum", 0);
        return result;
    }

    private static ArrayNode interfaces(Vm vm) {
        ArrayNode rows = Reply.array();
        ObjectNode loop = rows.addObject().put("name", "lo").put("hardware-address", "00:00:00:00:00:00");
        loop.putArray("ip-addresses")
                .addObject()
                .put("ip-address", "127.0.0.1")
                .put("ip-address-type", "ipv4")
                .put("prefix", 8);
        for (Map.Entry<String, String> option : vm.config.entrySet()) {
            if (NetSpec.isKey(option.getKey())) {
                String number = option.getKey().substring(3);
                ObjectNode row = rows.addObject()
                        .put("name", "eth" + number)
                        .put(
                                "hardware-address",
                                NetSpec.parse(option.getValue()).mac().toLowerCase(Locale.ROOT));
                addresses(row.putArray("ip-addresses"), vm.config.getOrDefault("ipconfig" + number, ""));
            }
        }
        return rows;
    }

    private static void addresses(ArrayNode rows, String ipconfig) {
        Map<String, String> parts = PropertyString.parse(ipconfig).options();
        for (String key : new String[] {"ip", "ip6"}) {
            String[] halves = parts.getOrDefault(key, "").split("/", -1);
            if (halves.length == 2) {
                rows.addObject()
                        .put("ip-address", halves[0])
                        .put("ip-address-type", key.equals("ip") ? "ipv4" : "ipv6")
                        .put("prefix", Integer.parseInt(halves[1]));
            }
        }
    }

    private static Reply exec(Call call) {
        Vm vm = ready(call);
        call.world().state.nextPid += call.world().random.step();
        vm.commands.put(call.world().state.nextPid, call.param("command").replace('\0', ' '));
        return Reply.of(Reply.object().put("pid", call.world().state.nextPid));
    }

    private static Reply execStatus(Call call) {
        Vm vm = ready(call);
        int pid = Whole.clamp(call.number("pid", 0));
        if (!vm.commands.containsKey(pid)) {
            throw ApiError.die("Agent error: PID " + pid + " does not exist");
        }
        return Reply.of(Reply.object().put("exited", 1).put("exitcode", 0).put("out-data", vm.agentOutput));
    }
}

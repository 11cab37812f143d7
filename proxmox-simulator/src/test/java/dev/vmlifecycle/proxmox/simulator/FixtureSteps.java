package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.DiskSize;
import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps fixtures are made of. State is set through the operator, through calls of root's token, or read from the configuration a
 * recorded exchange shows; never through an answer.
 */
final class FixtureSteps {

    private static final String HANDLE = "UPID(%3A|:)[^/?]*(%3A|:)";

    private final Map<String, Recorded> recorded;
    final Api api;
    private final FixtureExtras extras;
    /** Recorded text that stands for something of this world: task handles, tickets, backups. */
    final Map<String, String> substitutes = new LinkedHashMap<>();

    FixtureSteps(Map<String, Recorded> recorded, Api api) {
        this.recorded = recorded;
        this.api = api;
        this.extras = new FixtureExtras(api, this);
    }

    void run(String step) {
        if (step.isEmpty()) {
            return;
        }
        List<String> words = List.of(step.split(" ", -1));
        String a = words.size() > 1 ? words.get(1) : "";
        String rest = words.size() > 2 ? step.substring(words.get(0).length() + a.length() + 2) : "";
        switch (words.get(0)) {
            case "vm" -> fromRecording(Integer.parseInt(a), rest.isEmpty() ? "pve1" : rest.split(" ", -1)[0], rest);
            case "clone" -> cloned(Integer.parseInt(a), rest);
            case "diskless" -> call("POST", "/nodes/pve1/qemu vmid=" + a);
            case "on" -> api.simulator.operator().powerOn(Integer.parseInt(a));
            case "off" -> api.simulator.operator().powerOff(Integer.parseInt(a));
            case "set" -> rest(a, rest);
            case "unset" ->
                List.of(rest.split(" ", -1))
                        .forEach(key -> api.simulator.operator().unset(Integer.parseInt(a), key));
            case "gone" -> api.simulator.operator().delete(Integer.parseInt(a));
            case "lock" -> api.simulator.operator().lock(Integer.parseInt(a), rest);
            case "call", "expect" -> call(a, rest);
            case "begin" ->
                remember(rest, call(a, words.get(2), rest.substring(words.get(2).length())));
            case "wait" -> api.pass(Duration.ofMillis(Long.parseLong(a)));
            case "backup" -> backup(Integer.parseInt(a), rest);
            case "guest" -> guest(Integer.parseInt(a), rest);
            case "down" -> api.simulator.operator().nodeDown(a);
            case "hanging" -> api.simulator.operator().nodeHangs(a);
            case "noquorum" -> api.simulator.operator().loseQuorum();
            case "ticket" -> ticket();
            case "handle" -> handle(a);
            case "rule" -> call("POST", "/nodes/pve1/qemu/201/firewall/rules", "type=" + a + " action=" + rest);
            case "entry" -> call("POST", "/nodes/pve1/qemu/201/firewall/ipset/ipfilter-net0", "cidr=" + a + " " + rest);
            case "do" -> repeat(exchange(a));
            case "beginas" -> beginAs(a, words.get(2), words.get(3));
            default -> extras.run(words.get(0), words);
        }
        api.pass(Duration.ofMillis(1));
    }

    private void rest(String vmid, String rest) {
        int space = rest.indexOf(' ');
        String value = space < 0 ? "" : rest.substring(space + 1).replace("_blank_", " ");
        api.simulator.operator().set(Integer.parseInt(vmid), space < 0 ? rest : rest.substring(0, space), value);
    }

    /** The guest a recorded answer describes, with its volumes. */
    private void fromRecording(int vmid, String node, String rest) {
        String source = rest.substring(rest.indexOf(' ') + 1);
        JsonNode data = exchange(source).data();
        api.simulator.touch(world -> {
            world.volumes.ofVm(vmid).stream()
                    .filter(volume -> !volume.content.equals("backup"))
                    .forEach(world.volumes::remove);
            Vm vm = world.vm(vmid).orElseGet(() -> Vm.of(vmid, node, GuestBehaviour.recorded()));
            vm.node = node;
            vm.config.clear();
            values(data).forEach(vm.config::put);
            world.addVm(vm);
            Map<String, DriveSpec> drives = new LinkedHashMap<>(vm.drives());
            vm.config.forEach((key, value) -> {
                if (key.startsWith("unused")) {
                    drives.put(key, DriveSpec.parse(value));
                }
            });
            drives.values().forEach(drive -> volume(world, vm, drive));
            return vm;
        });
    }

    Recorded exchange(String name) {
        Recorded found = recorded.get(name);
        if (found == null) {
            throw new IllegalStateException("exchange: " + name + " (expected: a recorded one)");
        }
        return found;
    }

    private static Map<String, String> values(JsonNode data) {
        Map<String, String> values = new LinkedHashMap<>();
        if (data.isArray()) {
            data.forEach(row -> {
                if (row.has("value")) {
                    values.put(row.path("key").asText(), row.path("value").asText());
                }
            });
        } else {
            data.properties()
                    .forEach(
                            entry -> values.put(entry.getKey(), entry.getValue().asText()));
        }
        values.keySet().removeAll(List.of("digest", "snaptime"));
        return values;
    }

    private static void volume(World world, Vm vm, DriveSpec drive) {
        int colon = drive.volume().indexOf(':');
        if (colon < 0 || world.volumes.find(vm.node, drive.volume()).isPresent()) {
            return;
        }
        String name = drive.volume().substring(colon + 1);
        long bytes = DiskSize.bytes(drive.options().getOrDefault("size", "4M"));
        String format = name.substring(name.lastIndexOf('.') + 1);
        Volume volume = world.volumes.add(
                world.cluster.storage(drive.volume().substring(0, colon)), vm.node, vm.vmid, name, format, bytes);
        if (name.contains("base-") && name.contains("/" + vm.vmid + "/")) {
            volume.parent = name.substring(0, name.indexOf("/" + vm.vmid + "/"));
        }
    }

    private void cloned(int vmid, String rest) {
        Map<String, String> params = params(rest);
        params.put("newid", Integer.toString(vmid));
        String from = params.containsKey("from") ? params.remove("from") : "9000";
        String upid = api.call("POST", "/nodes/pve1/qemu/" + from + "/clone", params)
                .data()
                .asText();
        api.await(upid);
    }

    private static Map<String, String> params(String rest) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String word : rest.strip().split(" ", -1)) {
            int eq = word.indexOf('=');
            if (eq > 0 && !word.equals("not-started=")) {
                params.put(
                        word.substring(0, eq),
                        word.substring(eq + 1).replace("_blank_", " ").replace("_nl_", "\n"));
            }
        }
        return params;
    }

    private void call(String method, String rest) {
        Api.Answer answer = call(method, rest.split(" ", -1)[0], rest);
        if (answer.data().asText().startsWith("UPID:")) {
            api.await(answer.data().asText());
        }
    }

    private Api.Answer call(String method, String path, String rest) {
        Api.Answer answer = api.call(method, path, params(rest));
        if (answer.response().status() != 200) {
            throw new IllegalStateException("fixture's call: " + method + " " + path + ": " + answer.summary());
        }
        return answer;
    }

    /** A call whose task is left running; its handle stands for the one in the recorded request. */
    private void remember(String rest, Api.Answer answer) {
        substitutes.put("UPID", answer.data().asText());
        if (rest.contains("not-started=")) {
            return;
        }
        api.pass(Duration.ofMillis(200));
    }

    /** A recorded call that made the state, sent again. */
    private void repeat(Recorded call) {
        Api.Answer answer = new Api.Answer(send(call));
        if (answer.response().status() != call.status()) {
            throw new IllegalStateException("fixture's call: " + call + ": " + answer.summary());
        }
        if (answer.data().asText().startsWith("UPID:")) {
            api.await(answer.data().asText());
        }
    }

    /** Sends a recorded request, with what stands here for its handles and tickets. */
    SimResponse send(Recorded exchange) {
        SimRequest plain = exchange.request();
        String target = exchange.target().replaceFirst(HANDLE, substitutes.getOrDefault("UPID", "$0"));
        SimRequest request = SimRequest.of(plain.method(), target);
        for (Map.Entry<String, JsonNode> header :
                exchange.json().path("request").path("headers").properties()) {
            String value = substituted(header.getValue().asText());
            boolean broken = exchange.name().equals("ticket-bad-ticket");
            request = request.header(header.getKey(), broken ? header.getValue().asText() : value);
        }
        if (exchange.name().equals("auth-bad-token-secret")) {
            request = request.token("root@pam!rig", "wrong");
        }
        String body = substituted(new String(plain.body(), StandardCharsets.UTF_8));
        api.now = api.now.plusMillis(10);
        return api.simulator.handle(request.body(body.getBytes(StandardCharsets.UTF_8)), api.now);
    }

    private String substituted(String text) {
        String result = text;
        for (Map.Entry<String, String> pair : substitutes.entrySet()) {
            result = result.replace(pair.getKey(), pair.getValue());
        }
        return result;
    }

    private void beginAs(String token, String method, String path) {
        Api other = new Api(api.simulator, token);
        other.now = api.now;
        remember("", other.call(method, path));
    }

    private void backup(int vmid, String rest) {
        Map<String, String> params = params(rest);
        String volid = api.simulator
                .operator()
                .addBackup(
                        params.getOrDefault("storage", "local"),
                        "pve1",
                        vmid,
                        Instant.parse(params.getOrDefault("at", "2026-11-23T14:31:44Z")),
                        params.containsKey("protected"));
        if (params.containsKey("from")) {
            api.simulator.touch(world -> {
                Volume volume = world.volumes.require("pve1", volid);
                volume.config.clear();
                volume.config.putAll(values(exchange(params.get("from")).data()));
                return volume;
            });
        }
        if (params.containsKey("notes")) {
            api.call("PUT", "/nodes/pve1/storage/local/content/" + volid, "notes", params.get("notes"));
        }
    }

    private void guest(int vmid, String rest) {
        GuestBehaviour behaviour = rest.contains("mute") ? GuestBehaviour.ignoringAcpi() : GuestBehaviour.recorded();
        behaviour = rest.contains("releases") ? behaviour.releasingDevices() : behaviour;
        api.simulator.operator().guest(vmid, rest.contains("agent") ? behaviour.withAgent() : behaviour);
    }

    private void ticket() {
        JsonNode data = api.call("POST", "/access/ticket", "username", "root@pam", "password", "PASSWORD")
                .data();
        substitutes.put("PVE:USER@REALM:6B000000::REDACTED", data.path("ticket").asText());
        substitutes.put(
                "PVE%3Aroot%40pam%3A6B000000%3A%3AREDACTED", data.path("ticket").asText());
        substitutes.put("6B000000:REDACTED", data.path("CSRFPreventionToken").asText());
    }

    /** The newest task of a type stands for the one the recorded request names. */
    private void handle(String type) {
        List<WorldSnapshot.TaskView> tasks = api.simulator.world().tasks().stream()
                .filter(task -> task.type().equals(type))
                .toList();
        substitutes.put("UPID", tasks.get(tasks.size() - 1).upid());
    }
}

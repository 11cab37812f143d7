package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A caller with a token and a clock of its own. */
final class Api {

    static final String SECRET = PveSimulator.Builder.DEFAULT_SECRET;
    static final Instant START = Instant.parse("2026-11-23T15:00:03Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    final PveSimulator simulator;
    Instant now = START;
    private final String token;

    Api(PveSimulator simulator) {
        this(simulator, "root@pam!sim");
    }

    Api(PveSimulator simulator, String token) {
        this.simulator = simulator;
        this.token = token;
    }

    static PveSimulator.Builder cluster() {
        return cluster(
                NodeSpec.named("pve1").bridges(BridgeSpec.uplinked("vmbr0"), BridgeSpec.isolated("vmbr1")),
                NodeSpec.named("pve2"));
    }

    static PveSimulator.Builder cluster(NodeSpec... nodes) {
        StorageSpec local = StorageSpec.dir("local");
        return PveSimulator.builder()
                .storages(
                        local,
                        StorageSpec.dir("second").holding("images"),
                        StorageSpec.dir("onlypve2").on("pve2"),
                        StorageSpec.nfs("shared1"))
                .nodes(nodes)
                .templates(
                        TemplateSpec.of(9000, "pve1", local),
                        TemplateSpec.of(9100, "pve1", StorageSpec.nfs("shared1")));
    }

    static Api on(PveSimulator.Builder builder) {
        return new Api(builder.build());
    }

    Answer call(String method, String path, String... params) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < params.length; i += 2) {
            map.put(params[i], params[i + 1]);
        }
        return call(method, path, map);
    }

    Answer call(String method, String path, Map<String, String> params) {
        SimRequest request = SimRequest.of(method, "/api2/json" + path).token(token, SECRET);
        now = now.plusMillis(10);
        SimResponse response = simulator.handle(params.isEmpty() ? request : request.params(params), now);
        if (response.reason().startsWith(Unexpected.PREFIX)) {
            throw new AssertionError(method + " " + path + " " + params + ": " + response.reason());
        }
        return new Answer(response);
    }

    /** Sends a call, waits for its task, returns the exit status. */
    String task(String method, String path, String... params) {
        Answer answer = call(method, path, params);
        if (answer.response().status() != 200) {
            return "HTTP " + answer.response().status() + " "
                    + answer.response().reason();
        }
        return await(answer.data().asText());
    }

    String await(String upid) {
        for (int i = 0; i < 2000; i++) {
            WorldSnapshot.TaskView task = simulator.world().tasks().stream()
                    .filter(candidate -> candidate.upid().equals(upid))
                    .findFirst()
                    .orElseThrow();
            if (!task.running()) {
                String exit = task.exitStatus().orElseThrow();
                if (exit.startsWith(Unexpected.PREFIX)) {
                    throw new AssertionError(upid + ": " + exit);
                }
                return exit;
            }
            pass(Duration.ofMillis(100));
        }
        throw new AssertionError("task never ends: " + upid);
    }

    void pass(Duration time) {
        now = now.plus(time);
        simulator.advanceTo(now);
    }

    WorldSnapshot.VmView vm(int vmid) {
        return simulator.world().vm(vmid).orElseThrow();
    }

    /** A linked clone of template 9000 on pve1, stopped. */
    Api withVm(int vmid) {
        String exit = task(
                "POST",
                "/nodes/pve1/qemu/9000/clone",
                "newid",
                "" + vmid,
                "name",
                "vm" + vmid,
                "description",
                "token",
                "full",
                "0");
        if (!exit.equals("OK")) {
            throw new AssertionError(exit);
        }
        return this;
    }

    /** The same, switched on. */
    Api withRunningVm(int vmid) {
        withVm(vmid);
        simulator.operator().powerOn(vmid);
        return this;
    }

    record Answer(SimResponse response) {

        JsonNode body() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException e) {
                throw new AssertionError(response.body(), e);
            }
        }

        JsonNode data() {
            return body().path("data");
        }

        String error(String key) {
            return body().path("errors").path(key).asText();
        }

        String summary() {
            return response.status() + " " + response.reason();
        }
    }
}

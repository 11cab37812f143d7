package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoint;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoints;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever is asked, there is an answer in Proxmox's form, and the world goes on. The seed tells the whole run. */
class HandleFuzzTest {

    private static final Logger LOG = LoggerFactory.getLogger(HandleFuzzTest.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLS = 1_500;
    private static final List<String> METHODS =
            List.of("GET", "GET", "POST", "POST", "PUT", "PUT", "DELETE", "HEAD", "PATCH", "", "get", "B\u00e4");
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "0",
            "-1",
            "1",
            "99999999999999999999999999",
            "-9223372036854775808",
            "9223372036854775807",
            "2147483648",
            "1e999",
            "NaN",
            "null",
            "%",
            "%zz",
            "\u0000",
            "\n",
            "a\nlock: backup",
            "../../etc/passwd",
            "local:",
            ":",
            ",",
            "=",
            "local:9999999999999999",
            "local:0.0000000001",
            "local:9000/base-9000-disk-0.qcow2",
            "virtio=,bridge=",
            "order=;;",
            "ip=300.1.1.1/99,gw=x",
            "ip6=::::/200",
            "10.0.0.0/-1",
            "keep-last=99999999999999999999",
            "x".repeat(9_000),
            "a.".repeat(4_500),
            "1,".repeat(4_500),
            "%41".repeat(3_000),
            "a=b,".repeat(2_500),
            "\ud83d\ude00\ud800",
            "pve1",
            "7101",
            "scsi0",
            "net0");

    private final Endpoints endpoints = PveVersion.V8_4.endpoints();
    private final List<String> keys = new ArrayList<>(endpoints.keys());
    private SplittableRandom random = new SplittableRandom(0);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 11})
    void anything_isAnswered_andTheWorldGoesOn(long seed) {
        random = new SplittableRandom(seed);
        PveVersion version = seed == 4 ? PveVersion.V9 : PveVersion.V8_4;
        Api api = Api.on(Api.cluster()
                        .version(version)
                        .user("panel@pve", "x")
                        .guest(GuestBehaviour.recorded().withAgent()))
                .withVm(7101)
                .withRunningVm(7102);
        List<String> broken = new ArrayList<>();
        Map<Integer, Integer> byStatus = new TreeMap<>();
        Instant now = api.now;
        for (int i = 0; i < CALLS; i++) {
            now = now.plusMillis(random.nextInt(20) == 0 ? 60_000 : random.nextInt(2_000));
            SimRequest request = request();

            SimResponse response = api.simulator.handle(request, now);

            byStatus.merge(response.status(), 1, Integer::sum);
            fault(response).ifPresent(fault -> broken.add(fault + " <- " + described(request)));
            if (i % 100 == 0) {
                readBack(api.simulator, now);
            }
        }
        LOG.info("fuzz with seed {}: by status {}", seed, byStatus);
        assertThat(broken).isEmpty();
        assertThat(byStatus).containsKeys(200, 400, 401, 500, 501);
        assertThat(api.simulator.world().tasks())
                .extracting(task -> task.exitStatus().orElse(""))
                .noneMatch(exit -> exit.startsWith(Unexpected.PREFIX));
    }

    private static String described(SimRequest request) {
        String what = request + "?" + request.rawQuery() + " " + new String(request.body(), StandardCharsets.UTF_8);
        return what.substring(0, Math.min(500, what.length()));
    }

    /** What is wrong with an answer. */
    private static Optional<String> fault(SimResponse response) {
        boolean sound = response.status() >= 200
                && response.status() <= 599
                && !response.reason().startsWith(Unexpected.PREFIX)
                && response.reason().chars().noneMatch(Character::isISOControl)
                && !response.took().isNegative();
        return sound && isJsonWhereItSaysSo(response)
                ? Optional.empty()
                : Optional.of(response.status() + " " + response.reason());
    }

    private static boolean isJsonWhereItSaysSo(SimResponse response) {
        try {
            return !response.contentType().startsWith("application/json")
                    || JSON.readTree(response.body()).has("data");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** What reads everything there is must not stumble over what was written. */
    private static void readBack(PveSimulator simulator, Instant now) {
        for (String path : List.of("/cluster/resources", "/nodes/pve1/qemu", "/nodes/pve1/tasks", "/access/acl")) {
            SimRequest request = SimRequest.of("GET", "/api2/json" + path).token("root@pam!sim", Api.SECRET);
            SimResponse response = simulator.handle(request, now);
            assertThat(fault(response)).as(path).isEmpty();
        }
        Invariants.violations(simulator.world());
    }

    private SimRequest request() {
        Endpoint endpoint = endpoints.get(pick(keys));
        String method = random.nextInt(10) == 0 ? pick(METHODS) : endpoint.method();
        String path = "/api2/json" + path(endpoint.template());
        Map<String, String> params = params(endpoint);
        SimRequest request = SimRequest.of(method, path);
        if (random.nextInt(25) > 0) {
            request = request.token("root@pam!sim", Api.SECRET);
        }
        return switch (random.nextInt(12)) {
            case 0 ->
                SimRequest.of(method, path + "?" + pick(NASTY) + "&=&&;%=%%zz").token("root@pam!sim", Api.SECRET);
            case 1 -> request.header("Content-Type", "application/json").body(bytes(json(params)));
            case 2 -> request.header("Content-Type", "application/json").body(bytes(pick(NASTY)));
            case 3 -> request.header("Content-Type", pick(NASTY)).body(bytes(pick(NASTY)));
            case 4 -> request.header("Authorization", pick(NASTY)).params(params);
            case 5 ->
                request.header("Content-Type", "multipart/form-data; boundary=" + pick(NASTY))
                        .body(bytes("--" + pick(NASTY) + "\r\n\r\n" + pick(NASTY)));
            default -> request.params(params);
        };
    }

    private String path(String template) {
        if (random.nextInt(30) == 0) {
            return pick(NASTY);
        }
        String path = template;
        for (Map.Entry<String, String> value : EveryCallTest.VALUES.entrySet()) {
            String chosen = random.nextInt(8) == 0 ? encoded(pick(NASTY)) : value.getValue();
            path = path.replace("{" + value.getKey() + "}", chosen);
        }
        return path;
    }

    private String encoded(String text) {
        return random.nextInt(4) == 0
                ? text
                : java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Map<String, String> params(Endpoint endpoint) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String name : endpoint.parameterNames()) {
            boolean wanted = !endpoint.isOptional(name) || random.nextInt(6) == 0;
            if (wanted && !endpoint.template().contains("{" + name + "}")) {
                String usual = EveryCallTest.VALUES.getOrDefault(name, pick(NASTY));
                params.put(name, random.nextInt(3) == 0 ? pick(NASTY) : usual);
            }
        }
        if (random.nextInt(15) == 0) {
            params.put(pick(NASTY), pick(NASTY));
        }
        return params;
    }

    private String json(Map<String, String> params) {
        Map<String, Object> mixed = new LinkedHashMap<>(params);
        mixed.replaceAll((key, value) -> switch (random.nextInt(6)) {
            case 0 -> List.of(value);
            case 1 -> Map.of(value, 1e300);
            case 2 -> 1e300;
            case 3 -> true;
            default -> value;
        });
        return JSON.valueToTree(mixed).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1000000000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "1970-01-01T01:00:00Z",
                "9999-12-31T23:59:59Z",
                "+1000000000-12-31T23:59:59Z"
            })
    void instant_ofAnyAge_isAnswered(String instant) {
        Api api = Api.on(Api.cluster());
        SimRequest clone = SimRequest.of("POST", "/api2/json/nodes/pve1/qemu/9000/clone")
                .token("root@pam!sim", Api.SECRET)
                .params(Map.of("newid", "7101"));

        assertThat(api.simulator.handle(clone, Instant.parse(instant)).status()).isEqualTo(200);
        api.simulator.advanceTo(Instant.MIN);
        api.simulator.advanceTo(Instant.MAX);
        assertThat(api.simulator
                        .handle(
                                SimRequest.of("GET", "/api2/json/nodes/pve1/tasks")
                                        .token("root@pam!sim", Api.SECRET),
                                Instant.MAX)
                        .status())
                .isEqualTo(200);
    }

    @org.junit.jupiter.api.Test
    void sshKeys_ofManyPeople_areTaken() {
        Api api = Api.on(Api.cluster()).withVm(7101);
        String key = "ssh-ed25519%20AAAAC3NzaC1lZDI1NTE5AAAAIFl5a3RCZ%2BQlyTHDqRhXQ2N2JqDGEhZfnK2dXs2dCQwE%20a%40b";

        assertThat(api.call("PUT", "/nodes/pve1/qemu/7101/config", "sshkeys", (key + "%0A").repeat(100))
                        .summary())
                .isEqualTo("200 OK");
    }

    @org.junit.jupiter.api.Test
    void deed_thatThrows_isAnAnswerToo() {
        Api api = Api.on(Api.cluster());
        api.simulator.faults().next("GET", "/version", Fault.meanwhile(operator -> operator.delete(4242)));
        SimRequest request = SimRequest.of("GET", "/api2/json/version").token("root@pam!sim", Api.SECRET);

        assertThat(api.simulator.handle(request, api.now).reason())
                .startsWith("simulator failed: java.lang.IllegalArgumentException at Operator.java:");
        assertThat(api.simulator.handle(request, api.now).status()).isEqualTo(200);
    }
}

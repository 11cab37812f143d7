package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The crash probes. The calls they are about were cut off in flight and are not in their files, so that these cannot be replayed call by
 * call; what is in them is what an observer saw afterwards. The calls are made here instead, and what was seen then must be seen here, in
 * that order.
 */
class CrashPhasesTest {

    private static final Logger LOG = LoggerFactory.getLogger(CrashPhasesTest.class);
    private static final int LOOKS = 3000;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Api api = world();

    private static Api world() {
        PveSimulator simulator =
                GoldenWorld.cluster(BridgeSpec.isolated("vmbr1")).build();
        for (String key : List.of("agent", "cores", "memory", "onboot", "ostype", "serial0", "vga")) {
            simulator.operator().unset(9100, key);
        }
        simulator.operator().set(9100, "boot", "order=scsi0;ide2;net0");
        return new Api(simulator, "root@pam!rig");
    }

    @Test
    void everyPhaseAnObserverSaw_isSeenHereInThatOrder() {
        phases(
                "X-crash",
                "clone",
                "/nodes/pve1/qemu/7111/config",
                clone("9000", "7111", "cr.example.com", "tok-crash", "full=0"));
        phases(
                "X-crash",
                "clone",
                "/nodes/pve1/qemu/7112/config",
                clone("9000", "7112", "cr2.example.com", "tok-crash2", "full=1"));
        phases(
                "X-crash",
                "clone",
                "/nodes/pve1/qemu/7113/config",
                clone("9100", "7113", "cr3.example.com", "tok-crash3", "target=pve2"));
        phases(
                "X-crash",
                "resize",
                "/nodes/pve1/qemu/7111/config",
                "PUT /nodes/pve1/qemu/7111/resize disk=scsi0 size=2G");
        phases(
                "X-crash",
                "disk add",
                "/nodes/pve1/qemu/7111/config",
                "PUT /nodes/pve1/qemu/7111/config scsi1=local:1",
                "POST /nodes/pve1/qemu/7111/config scsi2=local:1");
        phases("X-crash", "start", "/nodes/pve1/qemu/7111/status/current", "POST /nodes/pve1/qemu/7111/status/start");
        api.simulator.operator().set(7111, "description", "late-write");
        api.simulator.operator().powerOff(7111);
        phases("X-crash", "delete", "/nodes/pve1/qemu/7111/config", "DELETE /nodes/pve1/qemu/7111 purge=1");
        phases(
                "X-crash-migrate-hotcpu",
                "migrate",
                "/nodes/pve2/qemu/7113/config",
                "POST /nodes/pve2/qemu/7113/migrate target=pve1");
    }

    private static String clone(String from, String to, String name, String token, String more) {
        return "POST /nodes/pve1/qemu/" + from + "/clone newid=" + to + " name=" + name + " description=vm-lifecycle:"
                + token + " " + more;
    }

    private void phases(String file, String step, String path, String... calls) {
        List<String> recorded = new ArrayList<>();
        for (Golden.Exchange exchange : Golden.read(file).exchanges()) {
            String own = exchange.json().path("step").asText();
            if (own.equals(step) && exchange.is("GET", path)) {
                add(recorded, plain(exchange.status() + " " + exchange.reason(), exchange.body()));
            }
        }
        List<String> seen = new ArrayList<>();
        for (String call : calls) {
            look(seen, path);
            String[] words = call.split(" ", -1);
            Map<String, String> params = new TreeMap<>();
            for (int i = 2; i < words.length; i++) {
                params.put(words[i].substring(0, words[i].indexOf('=')), words[i].substring(words[i].indexOf('=') + 1));
            }
            assertThat(api.call(words[0], words[1], params).summary()).as(call).isEqualTo("200 OK");
            for (int i = 0; i < LOOKS; i++) {
                look(seen, path);
            }
        }

        LOG.info("{} {} {}: {} phases seen, {} here", file, step, path, recorded.size(), seen.size());
        assertThat(recorded).as(step).isNotEmpty();
        assertThat(seen).as(file + " " + step + " " + path).containsSubsequence(recorded);
    }

    private void look(List<String> seen, String path) {
        Api.Answer answer = api.call("GET", path);
        add(seen, plain(answer.summary(), answer.body()));
        api.pass(PAUSE);
    }

    private static void add(List<String> phases, String phase) {
        if (phases.isEmpty() || !phases.get(phases.size() - 1).equals(phase)) {
            phases.add(phase);
        }
    }

    /** What is drawn at random or counts on is left out. */
    private static String plain(String head, JsonNode body) {
        JsonNode data = body.path("data");
        if (data.has("qmpstatus")) {
            return head + " " + data.path("status") + data.path("qmpstatus") + data.path("lock");
        }
        Map<String, String> values = new TreeMap<>();
        if (data instanceof ObjectNode object) {
            object.properties()
                    .forEach(
                            entry -> values.put(entry.getKey(), entry.getValue().asText()));
        }
        values.keySet().removeAll(List.of("digest", "smbios1", "vmgenid", "meta"));
        values.replaceAll((key, value) -> value.replaceAll("BC(:[0-9A-F]{2}){5}", "MAC"));
        return head + " " + values;
    }
}

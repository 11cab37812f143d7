package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoint;
import dev.vmlifecycle.proxmox.simulator.internal.schema.Endpoints;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every call of the table with nothing but what it requires: an answer of Proxmox's, never a failure of the simulator's own. */
class EveryCallTest {

    private static final Logger LOG = LoggerFactory.getLogger(EveryCallTest.class);

    static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("node", "pve1"),
            Map.entry("vmid", "7101"),
            Map.entry("newid", "7999"),
            Map.entry("target", "pve2"),
            Map.entry("storage", "local"),
            Map.entry("snapname", "s1"),
            Map.entry("volume", "local:7101/vm-7101-cloudinit.qcow2"),
            Map.entry("userid", "panel@pve"),
            Map.entry("tokenid", "bot"),
            Map.entry("username", "root@pam"),
            Map.entry("password", "secret"),
            Map.entry("roleid", "Some"),
            Map.entry("roles", "PVEAuditor"),
            Map.entry("groupid", "staff"),
            Map.entry("poolid", "customer"),
            Map.entry("path", "/"),
            Map.entry("realm", "pve"),
            Map.entry("disk", "scsi0"),
            Map.entry("size", "2G"),
            Map.entry("idlist", "scsi9"),
            Map.entry("timeframe", "hour"),
            Map.entry("type", "in"),
            Map.entry("action", "ACCEPT"),
            Map.entry("name", "some"),
            Map.entry("cidr", "192.0.2.1"),
            Map.entry("pos", "0"),
            Map.entry("group", "web"),
            Map.entry("iface", "vmbr0"),
            Map.entry("sid", "vm:7101"),
            Map.entry("nodes", "pve1"),
            Map.entry("resources", "vm:7101"),
            Map.entry("rule", "keep"),
            Map.entry("id", "nightly"),
            Map.entry("upid", "UPID:pve1:00000111:0000AAAA:60000000:qmstart:100:root@pam:"),
            Map.entry("feature", "snapshot"),
            Map.entry("key", "ctrl-alt-delete"),
            Map.entry("command", "ping"),
            Map.entry("pid", "1"),
            Map.entry("filename", "debian.iso"),
            Map.entry("content", "iso"),
            Map.entry("url", "https://mirror.example/debian.iso"),
            Map.entry("timezone", "UTC"),
            Map.entry("search", "example.com"),
            Map.entry("data", "127.0.0.1 localhost\n"));

    @ParameterizedTest
    @EnumSource(PveVersion.class)
    void everyCall_withWhatItRequires_isAnswered(PveVersion version) {
        Endpoints endpoints = version.endpoints();
        Map<Integer, Integer> byStatus = new TreeMap<>();
        for (String key : endpoints.keys()) {
            Api api = furnished(version, key);
            Endpoint endpoint = endpoints.get(key);
            Api.Answer answer = api.call(endpoint.method(), path(endpoint.template()), params(endpoint));
            byStatus.merge(answer.response().status(), 1, Integer::sum);

            assertThat(answer.response().status()).as(key).isIn(200, 400, 401, 500);
            assertThat(answer.body().has("data")).as(key).isTrue();
            if (answer.data().asText().startsWith("UPID:")) {
                assertThat(api.await(answer.data().asText())).as(key).isNotEmpty();
            }
            api.pass(java.time.Duration.ofSeconds(30));
        }
        LOG.info(
                "{}: {} calls, by status {}",
                version.version(),
                endpoints.keys().size(),
                byStatus);
    }

    /** A world in which most things a call asks for exist, except what the call is to make. */
    private static Api furnished(PveVersion version, String key) {
        Api api = Api.on(Api.cluster()
                        .version(version)
                        .user("panel@pve", "x")
                        .guest(GuestBehaviour.recorded().withAgent()))
                .withVm(7101);
        String vm = "/nodes/pve1/qemu/7101";
        api.task("POST", vm + "/snapshot", "snapname", "s1");
        api.simulator.operator().powerOn(7101);
        make(api, key, "/access/users/panel@pve/token/bot");
        make(api, key, "/access/roles", "roleid", "Some", "privs", "VM.Audit");
        make(api, key, "/access/groups", "groupid", "staff");
        make(api, key, "/pools", "poolid", "customer");
        make(api, key, "/cluster/ha/resources", "sid", "vm:7101");
        make(api, key, "/cluster/ha/groups", "group", "web", "nodes", "pve1");
        make(api, key, "/cluster/ha/rules", "rule", "keep", "type", "node-affinity", "resources", "vm:7101");
        make(api, key, "/cluster/backup", "id", "nightly", "schedule", "02:00", "vmid", "7101");
        make(api, key, "/cluster/firewall/groups", "group", "web");
        make(api, key, "/cluster/firewall/groups/web", "type", "in", "action", "ACCEPT");
        for (String scope : List.of("/cluster", "/nodes/pve1", vm)) {
            make(api, key, scope + "/firewall/rules", "type", "in", "action", "ACCEPT");
            make(api, key, scope + "/firewall/ipset", "name", "some");
            make(api, key, scope + "/firewall/ipset/some", "cidr", "192.0.2.1");
            make(api, key, scope + "/firewall/aliases", "name", "some", "cidr", "192.0.2.1");
        }
        return api;
    }

    private static void make(Api api, String key, String path, String... params) {
        if (!key.startsWith("POST ") || !path(key.substring(5)).equals(path)) {
            api.call("POST", path, params);
        }
    }

    private static String path(String template) {
        String path = template;
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            path = path.replace("{" + value.getKey() + "}", value.getValue());
        }
        assertThat(path).doesNotContain("{");
        return path;
    }

    private static Map<String, String> params(Endpoint endpoint) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String name : endpoint.parameterNames()) {
            boolean placeholder =
                    List.of(endpoint.template().split("[/{}]+", -1)).contains(name)
                            && endpoint.template().contains("{" + name + "}");
            if (!placeholder && !endpoint.isOptional(name)) {
                params.put(name, VALUES.getOrDefault(name, "1"));
            }
        }
        return params;
    }
}

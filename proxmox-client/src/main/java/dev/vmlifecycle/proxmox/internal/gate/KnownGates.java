package dev.vmlifecycle.proxmox.internal.gate;

import dev.vmlifecycle.proxmox.internal.gate.Gate.Otherwise;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tells the schemas of 7.4, 8.4 and 9 apart on the calls the client has. */
public final class KnownGates implements Gates {

    private static final String QEMU = "/nodes/{node}/qemu";
    private static final String VM = QEMU + "/{vmid}";

    // spotless:off
    private static final List<Gate> TABLE = List.of(
            since(8, "POST", QEMU, "amd-sev", "ciupgrade", "import-working-storage", "virtiofs[n]"),
            since(9, "POST", QEMU, "allow-ksm", "ha-managed", "intel-tdx"),
            since(8, "POST", VM + "/config", "amd-sev", "ciupgrade", "import-working-storage", "virtiofs[n]"),
            since(9, "POST", VM + "/config", "allow-ksm", "intel-tdx"),
            since(8, "PUT", VM + "/config", "amd-sev", "ciupgrade", "virtiofs[n]"),
            since(9, "PUT", VM + "/config", "allow-ksm", "intel-tdx"),
            since(8, "POST", VM + "/status/start", "nets-host-mtu"),
            since(9, "POST", VM + "/status/start", "with-conntrack-state"),
            since(8, "POST", VM + "/status/stop", "overrule-shutdown"),
            since(9, "POST", VM + "/migrate", "with-conntrack-state"),
            since(9, "GET", VM + "/agent/file-read", "count", "decode", "offset"),
            since(8, "POST", "/nodes/{node}/storage/{storage}/download-url", "compression"),
            since(8, "POST", "/nodes/{node}/vzdump", "fleecing", "job-id", "notification-mode", "pbs-change-detection-mode"),
            only8("POST", "/nodes/{node}/vzdump", "notification-policy", "notification-target"),
            since(8, "POST", "/cluster/backup", "fleecing", "notification-mode", "pbs-change-detection-mode"),
            only8("POST", "/cluster/backup", "notification-policy", "notification-target"),
            since(8, "PUT", "/cluster/backup/{id}", "fleecing", "notification-mode", "pbs-change-detection-mode"),
            only8("PUT", "/cluster/backup/{id}", "notification-policy", "notification-target"),
            since(8, "PUT", "/cluster/firewall/options", "policy_forward"),
            since(8, "PUT", "/cluster/options", "consent-text"),
            since(9, "PUT", "/cluster/options", "replication"),
            since(9, "POST", "/cluster/ha/resources", "failback"),
            since(9, "PUT", "/cluster/ha/resources/{sid}", "failback"),
            // takes the guest out of HA rules, which only 9 has
            leftOutBefore(9, "DELETE", "/cluster/ha/resources/{sid}", "purge"),
            since(8, "PUT", "/pools/{poolid}", "allow-move"),
            since(8, "PUT", "/access/password", "confirmation-password"),
            since(9, "PUT", "/access/users/{userid}/token/{tokenid}", "delete"),
            since(8, "POST", "/nodes/{node}/network", "bridge_vids"),
            since(8, "PUT", "/nodes/{node}/network/{iface}", "bridge_vids"),
            since(9, "PUT", "/nodes/{node}/network", "regenerate-frr")).stream().flatMap(List::stream).toList();
    // spotless:on

    private final Map<String, Gate> byKey = new HashMap<>();

    /** Knows the table. */
    public KnownGates() {
        TABLE.forEach(gate -> byKey.put(key(gate.method(), gate.template(), gate.parameter()), gate));
    }

    @Override
    public Optional<Gate> find(String method, String template, String parameter) {
        return Optional.ofNullable(byKey.get(key(method, template, indexed(parameter))));
    }

    /** {@return the whole table} */
    static List<Gate> table() {
        return TABLE;
    }

    private static String indexed(String parameter) {
        int end = parameter.length();
        while (end > 0 && Character.isDigit(parameter.charAt(end - 1))) {
            end--;
        }
        return end == parameter.length() ? parameter : parameter.substring(0, end) + "[n]";
    }

    private static String key(String method, String template, String parameter) {
        return method + " " + template + " " + parameter;
    }

    private static List<Gate> since(int major, String method, String template, String... parameters) {
        return gates(new Gate(method, template, "", major, Optional.empty(), Otherwise.REFUSE), parameters);
    }

    private static List<Gate> only8(String method, String template, String... parameters) {
        return gates(new Gate(method, template, "", 8, Optional.of(9), Otherwise.REFUSE), parameters);
    }

    private static List<Gate> leftOutBefore(int major, String method, String template, String... parameters) {
        return gates(new Gate(method, template, "", major, Optional.empty(), Otherwise.LEAVE_OUT), parameters);
    }

    private static List<Gate> gates(Gate like, String... parameters) {
        return List.of(parameters).stream()
                .map(name ->
                        new Gate(like.method(), like.template(), name, like.since(), like.until(), like.otherwise()))
                .toList();
    }
}

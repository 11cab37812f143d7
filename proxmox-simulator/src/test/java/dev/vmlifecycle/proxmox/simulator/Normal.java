package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A body with ids, times and counters masked and rows in one order: what two answers to one request must have in common. */
final class Normal {

    /** Figures, times and ids no simulator can foretell: their presence and kind are compared, not their value. */
    private static final Set<String> VOLATILE = Set.of(
            "cpu",
            "mem",
            "netin",
            "netout",
            "diskread",
            "diskwrite",
            "uptime",
            "pid",
            "pstart",
            "starttime",
            "endtime",
            "ctime",
            "snaptime",
            "time",
            "used",
            "used_fraction",
            "avail",
            "total",
            "free",
            "maxmem.node",
            "disk",
            "smbios1",
            "vmgenid",
            "ip",
            "meta",
            "running-machine",
            "running-qemu",
            "ssl_fingerprint",
            "digest",
            "upid",
            "next-run",
            "ticket",
            "CSRFPreventionToken",
            "value.token",
            "repoid",
            "loadavg",
            "kversion",
            "pveversion",
            "mhz",
            "model",
            "flags",
            "cipassword",
            "t.time",
            "path",
            "size.backup",
            "idle_time_ns",
            "hvm",
            "pbs-library-version");

    private static final Pattern MAC = Pattern.compile("[Bb][Cc]:24:11(:[0-9A-Fa-f]{2}){3}");
    private static final Pattern STAMP = Pattern.compile("\\d{4}[-_]\\d\\d[-_]\\d\\d[ -]\\d\\d[:_]\\d\\d[:_]\\d\\d");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern SHA = Pattern.compile("\\b[0-9a-f]{40}\\b");
    private static final Pattern HASH = Pattern.compile("\\$5\\$[^\\s\"\\\\]+");

    private Normal() {}

    static String text(JsonNode node) {
        return of("", node);
    }

    private static String of(String key, JsonNode node) {
        if (node instanceof ObjectNode object) {
            // The recorded hosts ran another kernel.
            return key.equals("current-kernel") ? "~" : object(object);
        }
        if (node instanceof ArrayNode array) {
            List<String> rows = new ArrayList<>();
            array.forEach(row -> rows.add(of("", row)));
            if (key.equals("loadavg")) {
                return "~" + rows.size();
            }
            Collections.sort(rows);
            return rows.toString();
        }
        if (key.endsWith("_operations") || key.startsWith("rd_") || key.startsWith("wr_") || key.endsWith("_ns")) {
            return "~";
        }
        if (VOLATILE.contains(key)) {
            return "~" + (node.isNumber() ? "number" : node.getNodeType());
        }
        if (key.equals("content") && node.isTextual()) {
            return new TreeSet<>(List.of(node.asText().split(",", -1))).toString();
        }
        return masked(node.isNumber() ? number(node) : node.toString());
    }

    private static String number(JsonNode node) {
        double value = node.asDouble();
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String masked(String text) {
        String result = text.replaceAll("UPID:[^\"]*", "UPID");
        result = MAC.matcher(result).replaceAll("MAC");
        result = STAMP.matcher(result).replaceAll("STAMP");
        result = HASH.matcher(result).replaceAll("HASH");
        result = SHA.matcher(result).replaceAll("SHA");
        result = result.replaceAll("conf\\.tmp\\.\\d+", "conf.tmp.PID");
        return UUID.matcher(result).replaceAll("UUID");
    }

    private static String object(ObjectNode object) {
        Map<String, String> fields = new TreeMap<>();
        object.properties().forEach(entry -> fields.put(entry.getKey(), of(entry.getKey(), entry.getValue())));
        // Only drives that have been read for a while tell since when they idle.
        fields.remove("idle_time_ns");
        String type = object.path("type").asText();
        // Capacities of hosts and storages belong to the recorded machines.
        if (type.equals("node") || type.equals("storage")) {
            fields.computeIfPresent("maxmem", (key, value) -> "~");
            fields.computeIfPresent("maxdisk", (key, value) -> "~");
        }
        if (VOLATILE.contains(object.path("key").asText())) {
            fields.replaceAll((key, value) -> key.equals("value") || key.equals("pending") ? "~" : value);
        }
        if (object.path("subtype").isTextual() || (object.has("protected") && object.has("format"))) {
            fields.put("size", "~");
        }
        if (object.has("full-tokenid")) {
            fields.put("value", "~");
        }
        return fields.toString();
    }
}

package dev.vmlifecycle.proxmox.simulator.internal.schema;

import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The property strings whose parts are checked one by one; every bad part is named. */
final class PropertyFormats {

    private static final ParamType ANY = new ParamType.Text(1 << 16);
    private static final ParamType FLAG = new ParamType.Flag();
    private static final ParamType COUNT = new ParamType.Numeric(true, 0, Double.POSITIVE_INFINITY);
    private static final ParamType AMOUNT = new ParamType.Numeric(false, 0, Double.POSITIVE_INFINITY);
    private static final ParamType MAC = new ParamType.Formatted(
            Pattern.compile("[0-9A-Fa-f][02468ACEace](:[0-9A-Fa-f]{2}){5}"),
            "value does not look like a valid unicast MAC address");

    static final ParamType MEMORY = new Parts(
            "current", Map.of("current", new ParamType.Numeric(true, 16, Double.POSITIVE_INFINITY)), Map.of());
    static final ParamType AGENT = new Parts(
            "enabled",
            Map.of(
                    "enabled",
                    FLAG,
                    "freeze-fs-on-backup",
                    FLAG,
                    "fstrim_cloned_disks",
                    FLAG,
                    "type",
                    new ParamType.Choice(List.of("virtio", "isa"))),
            Map.of());
    static final ParamType NET = new Net();
    static final ParamType DRIVE = new Parts("file", driveParts(), Map.of());
    static final ParamType EFI_DISK = new Parts("file", firmwareParts("efitype", "2m", "4m"), Map.of());
    static final ParamType TPM_STATE = new Parts("file", firmwareParts("version", "v1.2", "v2.0"), Map.of());
    static final ParamType IPCONFIG = new Parts("", ipconfigParts(), Map.of("gw", "ip", "gw6", "ip6"));

    private PropertyFormats() {}

    private static Map<String, ParamType> driveParts() {
        Map<String, ParamType> parts = new HashMap<>();
        for (String key : List.of(
                "file",
                "size",
                "format",
                "serial",
                "import-from",
                "rerror",
                "werror",
                "aio",
                "model",
                "product",
                "vendor",
                "wwn",
                "trans",
                "queues")) {
            parts.put(key, ANY);
        }
        for (String key : List.of(
                "backup", "iothread", "ro", "shared", "snapshot", "ssd", "replicate", "detect_zeroes", "scsiblock")) {
            parts.put(key, FLAG);
        }
        for (String key : List.of("", "_rd", "_wr")) {
            for (String suffix : List.of("", "_max")) {
                parts.put("iops" + key + suffix, COUNT);
                parts.put("mbps" + key + suffix, AMOUNT);
            }
            parts.put("bps" + key, COUNT);
            parts.put("iops" + key + "_max_length", COUNT);
            parts.put("bps" + key + "_max_length", COUNT);
        }
        parts.put("media", new ParamType.Choice(List.of("cdrom", "disk")));
        parts.put("discard", new ParamType.Choice(List.of("ignore", "on")));
        parts.put("cache", new ParamType.Choice(List.of("none", "writethrough", "writeback", "unsafe", "directsync")));
        return parts;
    }

    private static Map<String, ParamType> firmwareParts(String choice, String... values) {
        return Map.of(
                "file",
                ANY,
                "size",
                ANY,
                "import-from",
                ANY,
                "format",
                ANY,
                "pre-enrolled-keys",
                FLAG,
                choice,
                new ParamType.Choice(List.of(values)));
    }

    private static Map<String, ParamType> ipconfigParts() {
        String v4 = ParamTypes.IPV4;
        String v6 = ParamTypes.IPV6;
        return Map.of(
                "ip",
                        formatted(
                                "dhcp|" + v4 + "/(3[0-2]|[12]?\\d)",
                                "value does not look like a valid ipv4 network configuration"),
                "gw", formatted(v4, "value does not look like a valid ipv4 address"),
                "ip6",
                        formatted(
                                "auto|dhcp|" + v6 + "/(12[0-8]|1[01]\\d|[1-9]?\\d)",
                                "value does not look like a valid ipv6 network configuration"),
                "gw6", formatted(v6, "value does not look like a valid ipv6 address"));
    }

    private static ParamType formatted(String pattern, String complaint) {
        return new ParamType.Formatted(Pattern.compile(pattern), complaint);
    }

    /** A property string with a fixed set of parts; the first may come without its key. */
    record Parts(String headKey, Map<String, ParamType> parts, Map<String, String> requires) implements ParamType {
        @Override
        public Optional<String> complaint(String name, String value) {
            PropertyString read = PropertyString.parse(value);
            Map<String, String> given = new LinkedHashMap<>(read.options());
            if (!read.head().isEmpty()) {
                given.put(headKey.isEmpty() ? read.head() : headKey, read.head());
            }
            return check(name, given, UnaryOperator.identity());
        }

        private Optional<String> check(String name, Map<String, String> given, UnaryOperator<String> alias) {
            Map<String, String> complaints = new TreeMap<>();
            given.forEach((key, text) -> {
                ParamType type = parts.get(alias.apply(key));
                Optional<String> complaint =
                        type == null ? Optional.of(Endpoint.UNKNOWN_PROPERTY) : type.complaint(key, text);
                complaint.ifPresent(words -> complaints.put(key, words));
                String needed = requires.get(key);
                if (needed != null && !given.containsKey(needed)) {
                    complaints.put(needed, "missing property - '" + name + "." + key + "' requires this property");
                }
            });
            return join(name, complaints);
        }

        static Optional<String> join(String name, Map<String, String> complaints) {
            if (complaints.isEmpty()) {
                return Optional.empty();
            }
            StringBuilder out = new StringBuilder("invalid format - format error\n");
            complaints.forEach((key, words) -> out.append(name)
                    .append('.')
                    .append(key)
                    .append(": ")
                    .append(words)
                    .append('\n'));
            return Optional.of(out.toString());
        }
    }

    /** A network device: the model is a key of its own, with the address as its value. */
    private static final class Net implements ParamType {

        private static final Parts PARTS = new Parts("model", netParts(), Map.of());

        private static Map<String, ParamType> netParts() {
            Map<String, ParamType> parts = new HashMap<>(Map.of(
                    "bridge", ANY,
                    "firewall", FLAG,
                    "link_down", FLAG,
                    "macaddr", MAC,
                    "mtu", new ParamType.Numeric(true, 1, 65_520),
                    "queues", new ParamType.Numeric(true, 0, 64),
                    "rate", AMOUNT,
                    "tag", new ParamType.Numeric(true, 1, 4094),
                    "trunks", ANY,
                    "model", new ParamType.Choice(List.copyOf(NetSpec.MODELS))));
            return parts;
        }

        @Override
        public Optional<String> complaint(String name, String value) {
            PropertyString read = PropertyString.parse(value);
            Map<String, String> given = new LinkedHashMap<>();
            read.options().forEach((key, text) -> {
                if (NetSpec.MODELS.contains(key)) {
                    given.put("model", key);
                    given.put("macaddr", text);
                } else {
                    given.put(key, text);
                }
            });
            if (!read.head().isEmpty()) {
                given.put("model", read.head());
            }
            if (!given.containsKey("model")) {
                return Parts.join(name, Map.of("model", Endpoint.MISSING));
            }
            return PARTS.check(name, given, UnaryOperator.identity());
        }
    }
}

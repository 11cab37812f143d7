package dev.vmlifecycle.proxmox.simulator.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameter types by the short names the endpoint table uses. */
final class ParamTypes {

    static final String IPV4 = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}";
    static final String IPV6 = "(?=.*:)[0-9A-Fa-f:.]{2,45}";
    private static final String LABEL = "[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final String CONFIG_ID = "[A-Za-z][A-Za-z0-9_-]+";

    // repeated groups are possessive (*+): any other kind goes one call deeper for each round, and somebody sends ten
    // thousand
    private static final Map<String, ParamType> NAMED = Map.ofEntries(
            Map.entry("any", new ParamType.Text(1 << 20)),
            Map.entry("bool", new ParamType.Flag()),
            Map.entry("vmid", new ParamType.Numeric(true, 100, 999_999_999)),
            Map.entry(
                    "node",
                    formatted("[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?", "value does not look like a valid node name")),
            Map.entry(
                    "storage",
                    formatted("[A-Za-z][A-Za-z0-9_.-]*[A-Za-z0-9]", "storage ID '%s' contains illegal characters")),
            Map.entry(
                    "dns-name", formatted(LABEL + "(\\." + LABEL + ")*+", "value does not look like a valid DNS name")),
            Map.entry("configid", formatted(CONFIG_ID, "invalid configuration ID '%s'")),
            Map.entry("snapname", new ParamType.Limited(40, formatted(CONFIG_ID, "invalid configuration ID '%s'"))),
            Map.entry("alias-name", new ParamType.Matching(Pattern.compile("[A-Za-z][A-Za-z0-9_-]+"), 64)),
            Map.entry("slot", new ParamType.OneOf(slots(false))),
            Map.entry("slot-or-unused", new ParamType.OneOf(slots(true))),
            Map.entry(
                    "userid",
                    formatted("[^\\s:/]+@[A-Za-z][A-Za-z0-9._-]+", "value '%s' does not look like a valid user name")),
            Map.entry("realm", formatted("[A-Za-z][A-Za-z0-9._-]+", "value does not look like a valid realm")),
            Map.entry("poolid", formatted("[A-Za-z0-9._/-]+", "value '%s' does not look like a valid pool name")),
            Map.entry("groupid", formatted("[A-Za-z0-9._-]+", "group name '%s' contains invalid characters")),
            Map.entry("roleid", formatted("[A-Za-z0-9._-]+", "role name '%s' contains invalid characters")),
            Map.entry("vmid-list", formatted("(\\d+([,; \\x00]+|$))*+", "value does not look like a valid VM ID")),
            Map.entry("sid", formatted("((vm|ct):)?\\d+", "value does not look like a valid ha resource or vm id")),
            Map.entry("ip", formatted(IPV4 + "|" + IPV6, "value does not look like a valid IP address")),
            Map.entry("configid-list", formatted("(" + CONFIG_ID + "([,; ]+|$))*+", "invalid configuration ID '%s'")),
            Map.entry("ipset-name", new ParamType.Matching(Pattern.compile("[A-Za-z][A-Za-z0-9_-]+"), 64)),
            Map.entry("fw-action", new ParamType.Matching(Pattern.compile("[A-Za-z][A-Za-z0-9_-]+"), 20)),
            Map.entry("resize", new ParamType.Matching(Pattern.compile("\\+?\\d+(\\.\\d+)?[KMGT]?"), 64)),
            Map.entry(
                    "urlencoded",
                    formatted("([-_.!~*'()A-Za-z0-9]|%[0-9a-fA-F]{2})*+", "invalid urlencoded string: %s")),
            Map.entry(
                    "addresses", formatted(list(IPV4 + "|" + IPV6), "value does not look like a valid IP address: %s")),
            Map.entry(
                    "cidr",
                    formatted(
                            "(" + IPV4 + "(/(3[0-2]|[12]?\\d))?|" + IPV6
                                    + "(/\\d{1,3})?|([A-Za-z][A-Za-z0-9_-]+/)?[A-Za-z][A-Za-z0-9_-]+)",
                            "value does not look like a valid IP address or CIDR network or alias")),
            Map.entry("serial", new ParamType.Matching(Pattern.compile("(/dev/.+|socket)"), 200)),
            Map.entry(
                    "vmgenid",
                    new ParamType.Matching(
                            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[01]"), 40)),
            Map.entry("memory", PropertyFormats.MEMORY),
            Map.entry("agent", PropertyFormats.AGENT),
            Map.entry("net", PropertyFormats.NET),
            Map.entry("drive", PropertyFormats.DRIVE),
            Map.entry("efidisk", PropertyFormats.EFI_DISK),
            Map.entry("tpmstate", PropertyFormats.TPM_STATE),
            Map.entry("ipconfig", PropertyFormats.IPCONFIG));

    private ParamTypes() {}

    private static List<String> slots(boolean unused) {
        List<String> slots = new ArrayList<>();
        for (String family : List.of("ide[0..3]", "scsi[0..30]", "virtio[0..15]", "sata[0..5]")) {
            slots.addAll(EndpointTable.expand(family));
        }
        slots.addAll(List.of("efidisk0", "tpmstate0"));
        if (unused) {
            slots.addAll(EndpointTable.expand("unused[0..255]"));
        }
        return slots;
    }

    /** Reads one entry of the table: a name, or a name with arguments such as {@code int(1..)} or {@code enum(a|b)}. */
    static ParamType parse(String text) {
        ParamType named = NAMED.get(text);
        if (named != null) {
            return named;
        }
        int open = text.indexOf('(');
        String kind = open < 0 ? text : text.substring(0, open);
        String arguments = open < 0 ? "" : text.substring(open + 1, text.length() - 1);
        return switch (kind) {
            case "int" -> numeric(true, arguments);
            case "num" -> numeric(false, arguments);
            case "str" -> new ParamType.Text(Integer.parseInt(arguments));
            case "enum" -> new ParamType.Choice(List.of(arguments.split("\\|", -1)));
            default ->
                throw new IllegalArgumentException("parameter type: " + text + " (expected: one of the table's names)");
        };
    }

    private static ParamType numeric(boolean whole, String range) {
        int dots = range.indexOf("..");
        String low = dots < 0 ? "" : range.substring(0, dots);
        String high = dots < 0 ? "" : range.substring(dots + 2);
        return new ParamType.Numeric(
                whole,
                low.isEmpty() ? Double.NEGATIVE_INFINITY : Double.parseDouble(low),
                high.isEmpty() ? Double.POSITIVE_INFINITY : Double.parseDouble(high));
    }

    private static ParamType formatted(String pattern, String complaint) {
        return new ParamType.Formatted(Pattern.compile(pattern), complaint);
    }

    private static String list(String item) {
        return "(" + item + ")([,; ]+(" + item + "))*+";
    }
}

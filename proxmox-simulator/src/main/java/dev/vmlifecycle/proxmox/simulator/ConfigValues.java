package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** How single option values are stored: canonical spelling, new MAC addresses, hashed passwords. */
final class ConfigValues {

    private static final Pattern KEY_LINE = Pattern.compile("(ssh-|ecdsa-|sk-)\\S+ [A-Za-z0-9+/]+=*( .*)?");

    private ConfigValues() {}

    /** Rewrites values in place; an empty {@code sshkeys} is ignored, as Proxmox does (8.4.1). */
    static void normalise(World world, Map<String, String> sets) {
        if (sets.getOrDefault("sshkeys", "x").isEmpty()) {
            sets.remove("sshkeys");
        }
        sets.computeIfPresent("sshkeys", (key, value) -> checkedKeys(value));
        sets.computeIfPresent("cipassword", (key, value) -> "$5$" + ConfigText.sha1("salt:" + value));
        sets.computeIfPresent("tags", (key, value) -> tags(value));
        sets.computeIfPresent("memory", (key, value) -> value.replace("current=", ""));
        sets.replaceAll((key, value) -> NetSpec.isKey(key) ? network(world, value) : value);
    }

    private static String network(World world, String value) {
        NetSpec net = NetSpec.parse(value);
        return (net.mac().isEmpty() ? net.withMac(world.random.mac()) : net).print();
    }

    private static String checkedKeys(String encoded) {
        for (String line : URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8)
                .split("\n", -1)) {
            if (!line.isBlank() && !KEY_LINE.matcher(line).matches()) {
                throw ApiError.die("SSH public key validation error");
            }
        }
        return encoded;
    }

    private static String tags(String value) {
        TreeSet<String> tags = new TreeSet<>();
        for (String tag : value.split("[,; \\x00]+", -1)) {
            if (!tag.isEmpty()) {
                tags.add(tag.toLowerCase(Locale.ROOT));
            }
        }
        return String.join(";", tags);
    }

    /** Values that only make sense against the rest of the configuration. */
    static void checkAgainst(Vm vm, Map<String, String> sets, String key, String value) {
        if (key.equals("boot")) {
            String order = PropertyString.parse(value).options().getOrDefault("order", "");
            for (String device : order.split(";", -1)) {
                if (!device.isEmpty()
                        && !vm.config.containsKey(device)
                        && !vm.pending.containsKey(device)
                        && !sets.containsKey(device)) {
                    throw ApiError.die("invalid bootorder: device '" + device + "' does not exist'");
                }
            }
        }
        if (key.equals("balloon")) {
            String memory = sets.getOrDefault("memory", vm.merged().getOrDefault("memory", ""));
            if (Whole.of(value, 0) > Whole.of(memory, 512)) {
                throw ApiError.die("balloon value too large (must be smaller than assigned memory)");
            }
        }
    }
}

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.ConfigText;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Digests of firewall objects, which the recorded ones confirm: SHA-1 over sorted {@code key:value} lines. */
final class FirewallDigest {

    private FirewallDigest() {}

    static String of(Map<String, String> object) {
        return ConfigText.sha1(lines(object));
    }

    static String of(List<? extends Map<String, String>> list) {
        StringBuilder text = new StringBuilder();
        list.forEach(item -> text.append(lines(item)));
        return ConfigText.sha1(text.toString());
    }

    private static String lines(Map<String, String> object) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(object)
                .forEach((key, value) ->
                        text.append(key).append(':').append(value).append('\n'));
        return text.toString();
    }

    static void check(Call call, String present) {
        if (call.has("digest") && !call.param("digest").equals(present)) {
            throw ApiError.die("detected modified configuration - file changed by other user? Try again.");
        }
    }
}

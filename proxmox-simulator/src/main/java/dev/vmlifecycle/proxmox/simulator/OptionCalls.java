package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import dev.vmlifecycle.proxmox.simulator.internal.config.Whole;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The datacenter's options. Property strings are shown taken apart. */
final class OptionCalls {

    private static final Set<String> PARTS = Set.of(
            "crs",
            "ha",
            "migration",
            "next-id",
            "notify",
            "replication",
            "tag-style",
            "u2f",
            "user-tag-access",
            "webauthn");

    private OptionCalls() {}

    static Reply read(Call call) {
        ObjectNode data = Reply.object();
        call.world().state.cluster.options.forEach((key, value) -> {
            if (PARTS.contains(key)) {
                ObjectNode parts = data.putObject(key);
                PropertyString.parse(value).options().forEach(parts::put);
            } else if (key.equals("registered-tags")) {
                ArrayNode tags = data.putArray(key);
                Texts.list(value).forEach(tags::add);
            } else {
                data.put(key, value);
            }
        });
        return Reply.of(data);
    }

    static Reply change(Call call) {
        Map<String, String> options = call.world().state.cluster.options;
        Texts.list(call.param("delete")).forEach(options::remove);
        Map<String, String> own = new TreeMap<>(call.params());
        own.remove("delete");
        options.putAll(own);
        return Reply.nothing();
    }

    /** A bound of the range new VMIDs come from. */
    static int nextId(World world, String bound, int absent) {
        String text = PropertyString.parse(world.state.cluster.options.getOrDefault("next-id", ""))
                .options()
                .getOrDefault(bound, "");
        return Whole.small(text, absent);
    }
}

package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The generated cloud-init image: what is on it, and bringing it up to date. */
final class CloudinitCalls {

    private static final List<String> KEYS =
            List.of("ciuser", "cipassword", "sshkeys", "nameserver", "searchdomain", "ciupgrade");

    private CloudinitCalls() {}

    static Reply compare(Call call) {
        Vm vm = call.vm();
        TreeSet<String> present = new TreeSet<>(KEYS);
        present.removeIf(key -> !vm.config.containsKey(key) && !vm.image.containsKey(key));
        ArrayNode rows = Reply.array();
        for (String key : present) {
            String wanted = vm.config.get(key);
            String made = vm.imageMade ? vm.image.get(key) : wanted;
            row(key, wanted, made).ifPresent(rows::add);
        }
        return Reply.of(rows);
    }

    /** A zero counts as no value, and a row without anything to tell is left out (8.4.1). */
    private static Optional<ObjectNode> row(String key, @Nullable String wanted, @Nullable String made) {
        ObjectNode row = Reply.object().put("key", key);
        if (made != null && !made.equals("0")) {
            row.set("value", ConfigCalls.json(key, made));
        }
        if (wanted == null) {
            row.put("delete", 1);
            row.remove("value");
        } else if (made == null || !ConfigCalls.json(key, wanted).equals(ConfigCalls.json(key, made))) {
            row.set("pending", ConfigCalls.json(key, wanted));
        }
        return row.size() > 1 ? Optional.of(row) : Optional.empty();
    }

    static Reply regenerate(Call call) {
        generate(call.vm());
        return Reply.nothing();
    }

    /** Happens at every start too. */
    static void generate(Vm vm) {
        vm.imageMade = true;
        vm.image.clear();
        for (String key : KEYS) {
            String value = vm.config.get(key);
            if (value != null) {
                vm.image.put(key, value);
            }
        }
    }
}

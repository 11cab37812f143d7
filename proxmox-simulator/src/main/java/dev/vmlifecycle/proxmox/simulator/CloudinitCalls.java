package dev.vmlifecycle.proxmox.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeSet;

/** The generated cloud-init image: what is on it, and bringing it up to date. */
final class CloudinitCalls {

    private static final List<String> KEYS = List.of("ciuser", "cipassword", "sshkeys", "nameserver", "searchdomain");

    private CloudinitCalls() {}

    static Reply compare(Call call) {
        Vm vm = call.vm();
        TreeSet<String> present = new TreeSet<>(KEYS);
        present.removeIf(key -> !vm.config.containsKey(key) && !vm.image.containsKey(key));
        ArrayNode rows = Reply.array();
        for (String key : present) {
            ObjectNode row = rows.addObject().put("key", key);
            String wanted = vm.config.get(key);
            String made = vm.imageMade ? vm.image.get(key) : wanted;
            if (made != null) {
                row.set("value", ConfigCalls.json(key, made));
            }
            if (wanted == null) {
                row.put("delete", 1);
            } else if (!wanted.equals(made)) {
                row.set("pending", ConfigCalls.json(key, wanted));
            }
        }
        return Reply.of(rows);
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

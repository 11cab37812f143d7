package dev.vmlifecycle.vm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.qemu.SnapshotName;
import java.util.ArrayList;
import java.util.List;

/**
 * What is asked of a VM's snapshots: the payload of the request, and while that runs a field of the VM's document.
 *
 * @param names which ones
 * @param description the notes of one that is to be made
 * @param why shown with what came of it
 */
record SnapshotAsk(List<SnapshotName> names, String description, String why) {
    private static final String FIELD = "snapshots";

    SnapshotAsk {
        names = List.copyOf(names);
    }

    String toText() {
        ObjectNode node = Json.object();
        ArrayNode all = node.putArray("names");
        names.forEach(name -> all.add(name.value()));
        return node.put("description", description).put("why", why).toString();
    }

    /** Puts a request's payload into the document of the VM. */
    static String begin(String document, String payload) {
        ObjectNode node = (ObjectNode) Json.parse(document);
        node.set(FIELD, Json.parse(payload));
        return node.toString();
    }

    static SnapshotAsk of(VmRun vm) {
        JsonNode node = Json.parse(vm.step().subject()).path(FIELD);
        List<SnapshotName> names = new ArrayList<>();
        node.path("names").forEach(name -> names.add(SnapshotName.of(name.asText())));
        return new SnapshotAsk(
                names, node.path("description").asText(""), node.path("why").asText(""));
    }

    SnapshotAsk without(SnapshotName name) {
        return new SnapshotAsk(names.stream().filter(one -> !one.equals(name)).toList(), description, why);
    }

    /** Changes the request in the document, with the step's commit. */
    void put(VmRun vm) {
        vm.step().subject(begin(vm.step().subject(), toText()));
    }

    /** Takes the request out of the document, with the step's commit. */
    static void end(VmRun vm) {
        ObjectNode node = (ObjectNode) Json.parse(vm.step().subject());
        node.remove(FIELD);
        vm.step().subject(node.toString());
    }
}

package dev.vmlifecycle.vm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.VolumeId;
import dev.vmlifecycle.proxmox.config.NetDevice;
import java.util.Optional;

/**
 * What is to be restored: the payload of the request, and while that runs a field of the VM's document.
 *
 * @param archive the backup
 * @param id stands in the VM's notes once it is restored
 * @param by who asked, and why
 * @param nic the VM's NIC as it was before, with the MAC that stays; empty until that was noted, and nothing was touched until then
 * @param refused why nothing was done; empty text unless refused
 * @param failure what the last try failed with; empty text if none did
 */
record RestoreAsk(VolumeId archive, String id, String by, Optional<NetDevice> nic, String refused, String failure) {
    private static final String FIELD = "restore";
    /** What the notes of a restored VM say. */
    private static final String MARK = "vm-lifecycle: restored=";

    static RestoreAsk of(VolumeId archive, String id, String by) {
        return new RestoreAsk(archive, id, by, Optional.empty(), "", "");
    }

    RestoreAsk withNic(NetDevice value) {
        return new RestoreAsk(archive, id, by, Optional.of(value), refused, failure);
    }

    RestoreAsk refused(String why) {
        return new RestoreAsk(archive, id, by, nic, why, failure);
    }

    RestoreAsk failed(String why) {
        return new RestoreAsk(archive, id, by, nic, refused, why);
    }

    /** The line that proves this restore. */
    String mark() {
        return MARK + id + " from " + archive;
    }

    boolean isMarked(Optional<String> notes) {
        return notes.stream()
                .flatMap(String::lines)
                .anyMatch(line -> line.strip().equals(mark()));
    }

    /** Notes of the restored VM: those it has now, but of all marks only this one. */
    String notes(String present) {
        StringBuilder all = new StringBuilder();
        present.lines()
                .filter(line -> !line.startsWith(MARK))
                .forEach(line -> all.append(line).append('\n'));
        return all.append(mark()).toString();
    }

    String toText() {
        ObjectNode node = Json.object()
                .put("archive", archive.value())
                .put("id", id)
                .put("by", by)
                .put("refused", refused)
                .put("failure", failure);
        nic.ifPresent(value -> node.put("nic", value.toString()));
        return node.toString();
    }

    static RestoreAsk parse(String text) {
        return read(Json.parse(text));
    }

    private static RestoreAsk read(JsonNode node) {
        return new RestoreAsk(
                VolumeId.of(Json.text(node, "archive")),
                Json.text(node, "id"),
                Json.text(node, "by"),
                Json.optional(node, "nic").map(NetDevice::parse),
                node.path("refused").asText(""),
                node.path("failure").asText(""));
    }

    /** Puts a request's payload into the document of the VM. */
    static String begin(String document, String payload) {
        ObjectNode node = (ObjectNode) Json.parse(document);
        node.set(FIELD, Json.parse(payload));
        return node.toString();
    }

    /** What is asked, if a restore runs. */
    static Optional<RestoreAsk> in(String document) {
        return Optional.ofNullable(Json.parse(document).get(FIELD)).map(RestoreAsk::read);
    }

    static RestoreAsk of(VmRun vm) {
        return in(vm.step().subject()).orElseThrow();
    }

    /** Changes it in the document, with the step's commit. */
    void put(VmRun vm) {
        vm.step().subject(begin(vm.step().subject(), toText()));
    }

    /** Takes it out of the document, with the step's commit. */
    static void end(VmRun vm) {
        ObjectNode node = (ObjectNode) Json.parse(vm.step().subject());
        node.remove(FIELD);
        vm.step().subject(node.toString());
    }
}

package dev.vmlifecycle.vm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.Upid;
import java.time.Instant;
import java.util.Optional;

/**
 * A step's durable notes: what it is about to do, and by which handle that can be followed.
 *
 * @param op the effect, for example {@code clone}
 * @param target what it concerns, for example a VMID or a disk slot; possibly empty
 * @param since when the call was about to be sent
 * @param digest the digest that the call carried
 * @param upid the task, once the answer came
 */
record Intent(String op, String target, Instant since, Optional<Digest> digest, Optional<Upid> upid) {

    static Intent of(String op, String target, Instant since, Optional<Digest> digest) {
        return new Intent(op, target, since, digest, Optional.empty());
    }

    Intent with(Upid task) {
        return new Intent(op, target, since, digest, Optional.of(task));
    }

    String toJson() {
        ObjectNode node = Json.object();
        node.put("op", op);
        node.put("target", target);
        node.put("since", since.toEpochMilli());
        digest.ifPresent(value -> node.put("digest", value.value()));
        upid.ifPresent(value -> node.put("upid", value.toString()));
        return node.toString();
    }

    static Intent fromJson(String text) {
        JsonNode node = Json.parse(text);
        return new Intent(
                Json.text(node, "op"),
                Json.text(node, "target"),
                Instant.ofEpochMilli(node.path("since").asLong()),
                Json.optional(node, "digest").map(Digest::of),
                Json.optional(node, "upid").map(Upid::parse));
    }
}

package dev.vmlifecycle.vm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.Upid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A step's durable notes: what it is about to do, and by which handle that can be followed.
 *
 * @param op the effect, for example {@code clone}
 * @param target what it concerns, for example a VMID or a disk slot; possibly empty
 * @param since when the call was about to be sent
 * @param lost when its sender gave up on the answer, or was found dead: from then on the settle time counts
 * @param digest the digest that the call carried
 * @param upid the task, once the answer came
 */
record Intent(
        String op, String target, Instant since, Optional<Instant> lost, Optional<Digest> digest, Optional<Upid> upid) {

    static Intent of(String op, String target, Instant since, Optional<Digest> digest) {
        return new Intent(op, target, since, Optional.empty(), digest, Optional.empty());
    }

    Intent with(Upid task) {
        return new Intent(op, target, since, Optional.empty(), digest, Optional.of(task));
    }

    /** The same without a handle: nobody knows what became of the call. */
    Intent lostAt(Instant when) {
        return new Intent(op, target, since, Optional.of(when), digest, Optional.empty());
    }

    /** Whether a lost call can take effect no more. */
    boolean isSettled(Instant now, Duration settle) {
        return lost.isPresent() && !now.isBefore(lost.get().plus(settle));
    }

    String toJson() {
        ObjectNode node = Json.object();
        node.put("op", op);
        node.put("target", target);
        node.put("since", since.toEpochMilli());
        lost.ifPresent(value -> node.put("lost", value.toEpochMilli()));
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
                Optional.ofNullable(node.get("lost")).map(value -> Instant.ofEpochMilli(value.asLong())),
                Json.optional(node, "digest").map(Digest::of),
                Json.optional(node, "upid").map(Upid::parse));
    }
}

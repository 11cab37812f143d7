package dev.vmlifecycle.vm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.proxmox.Upid;
import dev.vmlifecycle.vm.TerminateOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A termination, and what was asked for, as JSON. */
final class EndingCodec {
    private static final String ASKED = "endAsked";
    private static final String FAILING = "failingSince";
    private static final String MORE = "ending";

    private EndingCodec() {}

    static void write(ObjectNode node, Optional<Ending> ending) {
        node.remove(ASKED);
        node.remove(FAILING);
        node.remove(MORE);
        ending.ifPresent(one -> put(node, one));
    }

    private static void put(ObjectNode node, Ending ending) {
        node.put(ASKED, Long.toString(ending.asked().toEpochMilli()));
        ending.failingSince().ifPresent(at -> node.put(FAILING, Long.toString(at.toEpochMilli())));
        ObjectNode more = node.putObject(MORE);
        options(more, ending.options());
        more.put("wasReady", ending.wasReady());
        ending.ran().ifPresent(ran -> more.put("ran", ran));
        more.put("destroying", ending.destroying());
        ending.destroy().ifPresent(upid -> more.put("destroy", upid.toString()));
    }

    static Optional<Ending> read(JsonNode node) {
        JsonNode more = node.path(MORE);
        return Json.optional(node, ASKED)
                .map(asked -> new Ending(
                        instant(asked),
                        Json.optional(node, FAILING).map(EndingCodec::instant),
                        options(more),
                        more.path("wasReady").asBoolean(),
                        Optional.ofNullable(more.get("ran")).map(JsonNode::asBoolean),
                        more.path("destroying").asBoolean(),
                        Json.optional(more, "destroy").map(Upid::parse)));
    }

    /** The payload of a request; empty text is what earlier versions wrote, and means the defaults. */
    static String toText(TerminateOptions options) {
        if (options.equals(TerminateOptions.defaults())) {
            return "";
        }
        ObjectNode node = Json.object();
        options(node, options);
        return node.toString();
    }

    static TerminateOptions fromText(String payload) {
        return payload.isEmpty() ? TerminateOptions.defaults() : options(Json.parse(payload));
    }

    private static void options(ObjectNode node, TerminateOptions options) {
        node.put("liftProtection", options.liftProtection());
        node.put("graceMillis", options.grace().toMillis());
    }

    private static TerminateOptions options(JsonNode node) {
        return new TerminateOptions(
                node.path("liftProtection").asBoolean(),
                Duration.ofMillis(node.path("graceMillis").asLong()));
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}

package dev.vmlifecycle.vm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.MacAddress;
import dev.vmlifecycle.vm.GuestAccess;
import dev.vmlifecycle.vm.PowerIntent;
import dev.vmlifecycle.vm.VmKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A VM's record as JSON text. Fields of a later version that this one does not know survive a rewrite. */
public final class VmCodec {
    private VmCodec() {}

    /**
     * Writes a new record.
     *
     * @param vm the record
     * @return its document
     */
    public static String write(VmRecord vm) {
        return rewrite("{}", vm);
    }

    /**
     * Writes a record over an earlier document.
     *
     * @param earlier the document the record was read from
     * @param vm the record
     * @return the document
     */
    public static String rewrite(String earlier, VmRecord vm) {
        ObjectNode node = (ObjectNode) Json.parse(earlier);
        node.put("v", 1);
        node.put("key", vm.id().key().value());
        node.put("fqdn", vm.id().fqdn());
        node.put("owner", vm.id().owner());
        node.put("deploy", vm.id().deploy());
        node.set("package", PackageCodec.write(vm.pkg()));
        node.set("placement", PlacementCodec.write(vm.placement()));
        ObjectNode access = node.putObject("access");
        access.put("user", vm.access().user());
        ArrayNode keys = access.putArray("sshKeys");
        vm.access().sshKeys().forEach(keys::add);
        put(node, "vmid", vm.remote().vmid().map(Vmid::toString));
        put(node, "node", vm.remote().node().map(NodeName::value));
        put(node, "createdAt", vm.remote().createdAt().map(VmCodec::millis));
        put(node, "extraDisk", vm.remote().extraDisk());
        put(node, "keepMac", vm.remote().keepMac().map(MacAddress::toString));
        node.put("power", vm.power().name());
        put(node, "passwordHash", vm.passwordHash());
        EndingCodec.write(node, vm.ending());
        put(node, "systemDisk", vm.remote().systemDisk());
        ArrayNode assigned = node.putArray("assigned");
        vm.assigned().forEach(address -> assigned.add(address.toString()));
        node.remove("change");
        vm.change().ifPresent(change -> put(node.putObject("change"), change));
        node.remove("open");
        vm.open()
                .ifPresent(open -> node.putObject("open")
                        .put("pipeline", open.pipeline())
                        .put("state", open.state())
                        .put("checkpoint", open.checkpoint()));
        return node.toString();
    }

    /**
     * Reads a record.
     *
     * @param document its document
     * @return the record
     * @throws IllegalArgumentException when it was not written by this library
     */
    public static VmRecord read(String document) {
        JsonNode node = Json.parse(document);
        return new VmRecord(
                new VmRecord.Identity(
                        VmKey.of(Json.text(node, "key")),
                        Json.text(node, "fqdn"),
                        Json.text(node, "owner"),
                        node.path("deploy").asInt(1)),
                PackageCodec.read(node.path("package")),
                PlacementCodec.read(node.path("placement")),
                access(node.path("access")),
                new VmRecord.Remote(
                        Json.optional(node, "vmid").map(text -> Vmid.of(Integer.parseInt(text))),
                        Json.optional(node, "node").map(NodeName::of),
                        Json.optional(node, "createdAt").map(VmCodec::instant),
                        Json.optional(node, "systemDisk"),
                        Json.optional(node, "extraDisk"),
                        Json.optional(node, "keepMac").map(MacAddress::of)),
                PowerIntent.valueOf(Json.text(node, "power")),
                change(node.get("change")),
                Json.optional(node, "passwordHash"),
                open(node.get("open")),
                EndingCodec.read(node),
                addresses(node.path("assigned")));
    }

    private static List<IpAddress> addresses(JsonNode node) {
        List<IpAddress> addresses = new ArrayList<>();
        node.forEach(text -> addresses.add(IpAddress.parse(text.asText())));
        return List.copyOf(addresses);
    }

    private static GuestAccess access(JsonNode node) {
        List<String> keys = new ArrayList<>();
        node.path("sshKeys").forEach(key -> keys.add(key.asText()));
        return new GuestAccess(node.path("user").asText(""), keys);
    }

    private static void put(ObjectNode node, VmRecord.Change change) {
        node.put("mustStop", change.mustStop());
        node.put("wasRunning", change.wasRunning());
        node.put("unstopped", change.unstopped());
        change.nic()
                .ifPresent(refusal -> node.putObject("nicRefused")
                        .put("times", refusal.times())
                        .put("at", millis(refusal.at()))
                        .put("why", refusal.why()));
    }

    private static Optional<VmRecord.Change> change(@Nullable JsonNode node) {
        return Optional.ofNullable(node)
                .map(n -> new VmRecord.Change(
                        n.path("mustStop").asBoolean(),
                        n.path("wasRunning").asBoolean(),
                        Optional.ofNullable(n.get("nicRefused"))
                                .map(nic -> new VmRecord.Refusal(
                                        nic.path("times").asInt(1),
                                        instant(Json.text(nic, "at")),
                                        Json.text(nic, "why"))),
                        n.path("unstopped").asBoolean()));
    }

    private static Optional<VmRecord.OpenIntent> open(@Nullable JsonNode node) {
        return Optional.ofNullable(node)
                .map(n -> new VmRecord.OpenIntent(
                        Json.text(n, "pipeline"), Json.text(n, "state"), Json.text(n, "checkpoint")));
    }

    private static void put(ObjectNode node, String field, Optional<String> value) {
        node.remove(field);
        value.ifPresent(text -> node.put(field, text));
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}

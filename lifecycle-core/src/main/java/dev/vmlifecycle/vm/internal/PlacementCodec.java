package dev.vmlifecycle.vm.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.VlanTag;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.Placement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A placement as JSON. */
final class PlacementCodec {
    private PlacementCodec() {}

    static ObjectNode write(Placement place) {
        ObjectNode node = Json.object();
        node.put("cluster", place.cluster());
        node.put("node", place.node().value());
        ObjectNode templates = node.putObject("templates");
        Map<String, Integer> sorted = new TreeMap<>();
        place.templates().forEach((where, vmid) -> sorted.put(where.value(), vmid.value()));
        sorted.forEach(templates::put);
        node.put("clone", place.cloneMode().name());
        node.put("storage", place.storage().value());
        node.put("bridge", place.net().bridge());
        place.net().vlan().ifPresent(tag -> node.put("vlan", tag.value()));
        ArrayNode pools = node.putArray("pools");
        place.pools().forEach(pools::add);
        if (!place.candidates().isEmpty()) {
            ArrayNode candidates = node.putArray("candidates");
            place.candidates().forEach(one -> candidates.add(one.value()));
        }
        if (!place.addresses().isEmpty()) {
            ArrayNode addresses = node.putArray("addresses");
            place.addresses().forEach(one -> addresses.add(one.toString()));
        }
        node.put("vmidFirst", place.vmids().first().value());
        node.put("vmidLast", place.vmids().last().value());
        return node;
    }

    static Placement read(JsonNode node) {
        Map<NodeName, Vmid> templates = new HashMap<>();
        node.path("templates")
                .properties()
                .forEach(entry -> templates.put(
                        NodeName.of(entry.getKey()), Vmid.of(entry.getValue().asInt())));
        List<String> pools = new ArrayList<>();
        node.path("pools").forEach(pool -> pools.add(pool.asText()));
        List<NodeName> candidates = new ArrayList<>();
        node.path("candidates").forEach(one -> candidates.add(NodeName.of(one.asText())));
        List<IpAddress> addresses = new ArrayList<>();
        node.path("addresses").forEach(one -> addresses.add(IpAddress.parse(one.asText())));
        return new Placement(
                Json.text(node, "cluster"),
                NodeName.of(Json.text(node, "node")),
                templates,
                CloneMode.valueOf(Json.text(node, "clone")),
                StorageId.of(Json.text(node, "storage")),
                new Placement.Net(
                        Json.text(node, "bridge"),
                        Optional.ofNullable(node.get("vlan")).map(tag -> VlanTag.of(tag.asInt()))),
                pools,
                new Placement.VmidRange(
                        Vmid.of(node.path("vmidFirst").asInt()),
                        Vmid.of(node.path("vmidLast").asInt())),
                candidates,
                addresses);
    }
}

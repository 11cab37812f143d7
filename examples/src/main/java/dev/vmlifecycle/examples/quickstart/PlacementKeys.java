package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.examples.config.Keys;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.VlanTag;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.Placement.Net;
import dev.vmlifecycle.vm.Placement.VmidRange;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where the VM goes. */
final class PlacementKeys {
    private final Keys keys;

    PlacementKeys(Keys keys) {
        this.keys = keys;
    }

    Optional<Placement> read(List<IpPool> pools) {
        String cluster =
                keys.maybe("cluster", "a name of your own", PlacementKeys::word).orElse("cluster");
        Optional<NodeName> node = keys.need("node", "the name of the node the VM shall run on", NodeName::of);
        Optional<Map<NodeName, Vmid>> templates =
                keys.need("templates", "VMID@node with commas between, such as 9000@pve1", PlacementKeys::templates);
        CloneMode mode =
                keys.maybe("clone", "full or linked", PlacementKeys::mode).orElse(CloneMode.FULL);
        Optional<StorageId> storage = keys.need("storage", "the storage the disks go to", StorageId::of);
        Optional<String> bridge = keys.need("bridge", "the bridge of the NIC, such as vmbr0", PlacementKeys::word);
        Optional<VlanTag> vlan = keys.maybe("vlan", "a VLAN tag, 1..4094", text -> VlanTag.of(Integer.parseInt(text)));
        Optional<VmidRange> vmids = keys.need("vmids", "first-last, such as 5000-5999", PlacementKeys::vmids);
        if (node.isEmpty() || templates.isEmpty() || storage.isEmpty() || bridge.isEmpty() || vmids.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Placement(
                cluster,
                node.get(),
                templates.get(),
                mode,
                storage.get(),
                new Net(bridge.get(), vlan),
                pools.stream().map(IpPool::id).toList(),
                vmids.get()));
    }

    private static Map<NodeName, Vmid> templates(String text) {
        Map<NodeName, Vmid> templates = new LinkedHashMap<>();
        Arrays.stream(text.split("\\s*,\\s*", -1)).forEach(one -> {
            String[] parts = one.split("@", -1);
            if (parts.length != 2 || templates.put(NodeName.of(parts[1]), vmid(parts[0])) != null) {
                throw new IllegalArgumentException("template: " + one);
            }
        });
        return templates;
    }

    private static VmidRange vmids(String text) {
        String[] ends = text.split("\\s*-\\s*", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException("vmids: " + text);
        }
        return new VmidRange(vmid(ends[0]), vmid(ends[1]));
    }

    private static Vmid vmid(String text) {
        return Vmid.of(Integer.parseInt(text));
    }

    private static CloneMode mode(String text) {
        return switch (text) {
            case "full" -> CloneMode.FULL;
            case "linked" -> CloneMode.LINKED;
            default -> throw new IllegalArgumentException("clone: " + text);
        };
    }

    private static String word(String text) {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("name: " + text);
        }
        return text;
    }
}

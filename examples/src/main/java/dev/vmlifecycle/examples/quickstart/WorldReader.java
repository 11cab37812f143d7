package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.dns.InMemoryDns;
import dev.vmlifecycle.examples.quickstart.WorldReport.Drive;
import dev.vmlifecycle.examples.quickstart.WorldReport.Machine;
import dev.vmlifecycle.examples.quickstart.WorldReport.Network;
import dev.vmlifecycle.examples.quickstart.WorldReport.Title;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.VmFirewall;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.cluster.GuestResource;
import dev.vmlifecycle.proxmox.config.Disk;
import dev.vmlifecycle.proxmox.config.IpConfig;
import dev.vmlifecycle.proxmox.config.NetDevice;
import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import dev.vmlifecycle.proxmox.firewall.IpSetEntry;
import dev.vmlifecycle.vm.VmLifecycle;
import dev.vmlifecycle.vm.VmView;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the world from outside: through the cluster's own API, from the DNS provider, from the address book. */
final class WorldReader {
    private static final List<String> SHOWN =
            List.of("cores", "sockets", "memory", "ciuser", "nameserver", "searchdomain", "agent");
    private static final String ANTI_SPOOF = "ipfilter-net0";

    private final Target target;
    private final InMemoryDns dns;
    private final VmLifecycle vms;
    private final Order order;

    WorldReader(Target target, InMemoryDns dns, VmLifecycle vms, Order order) {
        this.target = target;
        this.dns = dns;
        this.vms = vms;
        this.order = order;
    }

    /** Reads everything; the requests of this very look are not counted. */
    WorldReport read(Phase after) {
        OptionalLong requests = target.requests();
        try {
            Optional<VmView> vm = vms.get(order.request().key());
            return new WorldReport(
                    after,
                    vm.flatMap(this::machine),
                    vm.map(WorldReader::addresses).orElse(List.of()),
                    dns.snapshot().stream().map(Object::toString).toList(),
                    guests(target.client()),
                    requests);
        } catch (ProxmoxException e) {
            throw target.refusal(e);
        }
    }

    private static List<String> addresses(VmView vm) {
        return vm.addresses().stream()
                .map(one -> one.address() + "/" + one.prefixLength() + (one.leaving() ? " (leaving)" : ""))
                .toList();
    }

    private static List<String> guests(ProxmoxClient pve) {
        return pve.cluster().guests().stream()
                .sorted(Comparator.comparing(GuestResource::vmid))
                .map(guest -> guest.vmid() + "@" + guest.node() + (isTemplate(pve, guest) ? " (template)" : ""))
                .toList();
    }

    private static boolean isTemplate(ProxmoxClient pve, GuestResource guest) {
        return guest.template()
                || pve.node(guest.node()).qemu(guest.vmid()).config().template();
    }

    private Optional<Machine> machine(VmView vm) {
        return vm.vmid().flatMap(vmid -> vm.node().map(node -> machine(vmid, node)));
    }

    private Machine machine(Vmid vmid, NodeName node) {
        Qemu qemu = target.client().node(node).qemu(vmid);
        QemuConfig config = qemu.config();
        Title title = new Title(
                vmid.toString(),
                node.value(),
                config.name().orElse(""),
                qemu.status().power().name().toLowerCase(Locale.ROOT));
        return new Machine(title, shown(config), drives(config), network(config, qemu.firewall()));
    }

    private static SortedMap<String, String> shown(QemuConfig config) {
        SortedMap<String, String> values = new TreeMap<>();
        SHOWN.forEach(key -> config.get(key).ifPresent(value -> values.put(key, value)));
        return values;
    }

    private static SortedMap<String, Drive> drives(QemuConfig config) {
        SortedMap<String, Drive> drives = new TreeMap<>();
        for (String slot : config.diskSlots()) {
            config.disk(slot).filter(disk -> !disk.isCdrom()).ifPresent(disk -> drives.put(slot, drive(disk)));
        }
        return drives;
    }

    private static Drive drive(Disk disk) {
        SortedMap<String, String> options = values(disk.properties());
        options.remove("size");
        return new Drive(
                disk.volume().storage().value(),
                disk.size().map(ByteSize::proxmoxText).orElse("unknown"),
                options);
    }

    private static Network network(QemuConfig config, VmFirewall firewall) {
        SortedMap<String, String> net0 = config.net(0)
                .map(NetDevice::properties)
                .map(WorldReader::values)
                .orElseGet(TreeMap::new);
        // The MAC is drawn anew for each VM.
        net0.remove("virtio");
        List<String> ipset =
                firewall.ipSets().list().stream().anyMatch(set -> set.name().equals(ANTI_SPOOF))
                        ? firewall.ipSets().entries(ANTI_SPOOF).stream()
                                .map(IpSetEntry::cidr)
                                .sorted()
                                .toList()
                        : List.of();
        return new Network(
                net0,
                config.ipConfig(0)
                        .map(IpConfig::properties)
                        .map(WorldReader::values)
                        .orElseGet(TreeMap::new),
                firewall.options().enable().orElse(false),
                ipset);
    }

    private static SortedMap<String, String> values(PropertyString text) {
        SortedMap<String, String> values = new TreeMap<>();
        text.keys().forEach(key -> text.get(key).ifPresent(value -> values.put(key, value)));
        return values;
    }
}

package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.PropertyString;
import dev.vmlifecycle.proxmox.simulator.internal.config.Volid;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which privilege which option of a VM needs. */
final class ConfigRules {

    private static final Set<String> CPU =
            Set.of("cpu", "cpulimit", "cpuunits", "cores", "sockets", "vcpus", "numa", "smp", "affinity");
    private static final Set<String> MEMORY = Set.of("memory", "balloon", "shares");
    private static final Set<String> HARDWARE = Set.of(
            "acpi",
            "bios",
            "hotplug",
            "hugepages",
            "keephugepages",
            "kvm",
            "machine",
            "scsihw",
            "tablet",
            "vga",
            "watchdog",
            "audio0",
            "ivshmem",
            "rng0",
            "spice_enhancements",
            "vmgenid",
            "smbios1",
            "arch");
    private static final Set<String> CLOUDINIT =
            Set.of("ciuser", "cipassword", "ciupgrade", "citype", "cicustom", "sshkeys", "nameserver", "searchdomain");

    private ConfigRules() {}

    static void check(Call call, Set<String> keys, Map<String, String> values) {
        String path = "/vms/" + call.param("vmid");
        for (String key : keys) {
            String value = values.getOrDefault(key, "");
            String needed = privilege(key, value);
            boolean cloudinit = needed.equals("VM.Config.Cloudinit") && call.may(path, "VM.Config.Network");
            if (!cloudinit) {
                call.require(path, needed);
            }
            if (NetSpec.isKey(key)) {
                bridge(call, value);
            }
            if (DriveSpec.isKey(key) && !value.isEmpty()) {
                allocation(call, DriveSpec.parse(value));
            }
        }
    }

    private static String privilege(String key, String value) {
        if (DriveSpec.isKey(key) || key.startsWith("unused")) {
            DriveSpec drive = DriveSpec.parse(value);
            return drive.isCdrom() && !drive.isCloudinit() ? "VM.Config.CDROM" : "VM.Config.Disk";
        }
        if (NetSpec.isKey(key)) {
            return "VM.Config.Network";
        }
        if (CPU.contains(key)) {
            return "VM.Config.CPU";
        }
        if (MEMORY.contains(key)) {
            return "VM.Config.Memory";
        }
        if (HARDWARE.contains(key) || key.matches("(serial|parallel|usb|hostpci|numa)\\d+")) {
            return "VM.Config.HWType";
        }
        boolean cloudinit = CLOUDINIT.contains(key) || key.matches("ipconfig\\d+");
        return cloudinit ? "VM.Config.Cloudinit" : "VM.Config.Options";
    }

    /** Since 8.0 a NIC needs the right to use its bridge, and its VLAN. */
    static void bridge(Call call, String value) {
        Map<String, String> options = PropertyString.parse(value).options();
        String bridge = options.getOrDefault("bridge", "");
        if (call.world().cluster.version().major() < 8 || bridge.isEmpty()) {
            return;
        }
        String path = "/sdn/zones/localnetwork/" + bridge;
        String tag = options.getOrDefault("tag", "");
        call.require(tag.isEmpty() ? path : path + "/" + tag, "SDN.Use");
    }

    private static void allocation(Call call, DriveSpec drive) {
        String storage = Volid.parse(drive.volume()).storage();
        if (!storage.isEmpty()
                && (drive.allocation().isPresent() || drive.volume().endsWith(":cloudinit"))) {
            call.require("/storage/" + storage, "Datastore.AllocateSpace");
        }
    }

    /** A clone brings NICs and disks of its own. */
    static void cloned(Call call, Vm source) {
        source.config.forEach((key, value) -> {
            if (NetSpec.isKey(key)) {
                bridge(call, value);
            }
        });
        String target = call.param("storage");
        for (Map.Entry<String, DriveSpec> drive : source.drives().entrySet()) {
            String own = Volid.parse(drive.getValue().volume()).storage();
            String storage = target.isEmpty() ? own : target;
            if (!storage.isEmpty()) {
                call.world()
                        .permissions
                        .require(call.user(), "/storage/" + storage, List.of("Datastore.AllocateSpace"), false);
            }
        }
    }
}

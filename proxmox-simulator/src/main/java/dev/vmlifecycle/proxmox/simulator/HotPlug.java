package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import dev.vmlifecycle.proxmox.simulator.internal.config.NetSpec;
import dev.vmlifecycle.proxmox.simulator.internal.schema.ApiError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a write changes in a running VM at once, what waits for the next start, and what is refused. */
final class HotPlug {

    private static final Set<String> AT_ONCE = Set.of(
            "name",
            "description",
            "tags",
            "onboot",
            "startup",
            "protection",
            "shares",
            "lock",
            "hookscript",
            "vmstatestorage",
            "balloon",
            "cpulimit",
            "cpuunits",
            "ciuser",
            "cipassword",
            "sshkeys",
            "nameserver",
            "searchdomain",
            "ciupgrade",
            "citype",
            "cicustom");

    private final World world;
    private final Vm vm;

    HotPlug(World world, Vm vm) {
        this.world = world;
        this.vm = vm;
    }

    /** Applies the chosen keys; returns the refusals by key. */
    Map<String, String> apply(Set<String> selection) {
        Map<String, String> refusals = new TreeMap<>();
        for (String key : selection) {
            try {
                if (vm.deletes.contains(key)) {
                    delete(key);
                } else if (vm.pending.containsKey(key)) {
                    set(key, vm.pending.getOrDefault(key, ""));
                }
            } catch (ApiError e) {
                refusals.put(key, e.text().strip());
            }
        }
        return refusals;
    }

    private void set(String key, String value) {
        if (isAtOnce(key)
                || (NetSpec.isKey(key) && feature("network") && network(key, NetSpec.parse(value)))
                || (DriveSpec.isKey(key) && feature("disk") && drive(key, DriveSpec.parse(value)))) {
            PendingChanges.set(world, vm, key);
        }
    }

    private void delete(String key) {
        if (isAtOnce(key)) {
            PendingChanges.delete(world, vm, key);
        } else if (NetSpec.isKey(key) && feature("network")) {
            unplug(key);
            PendingChanges.delete(world, vm, key);
        } else if (isPluggable(key) && feature("disk")) {
            unplug(deviceId(key));
            PendingChanges.delete(world, vm, key);
        }
    }

    private static boolean isAtOnce(String key) {
        return AT_ONCE.contains(key) || key.matches("ipconfig\\d+");
    }

    private static boolean isPluggable(String key) {
        return key.startsWith("scsi") || key.startsWith("virtio");
    }

    private boolean feature(String name) {
        String features = vm.config.getOrDefault("hotplug", "1");
        String list = features.equals("1") ? "network,disk,usb" : features;
        return List.of(list.split("[,;]", -1)).contains(name);
    }

    private boolean drive(String key, DriveSpec drive) {
        String old = vm.config.get(key);
        if (old == null) {
            return isPluggable(key) && !drive.isCdrom();
        }
        DriveSpec before = DriveSpec.parse(old);
        if (before.isCdrom() && drive.isCdrom()) {
            return true;
        }
        if (!before.volume().equals(drive.volume())) {
            if (!isPluggable(key)) {
                return false;
            }
            unplug(deviceId(key));
            return true;
        }
        return before.coldOptions().equals(drive.coldOptions());
    }

    private String deviceId(String key) {
        boolean single = vm.config.getOrDefault("scsihw", "").equals("virtio-scsi-single");
        return single && key.startsWith("scsi") ? "virtio" + key : key;
    }

    private void unplug(String device) {
        if (!vm.releasesDevices) {
            throw ApiError.die("error on hot-unplugging device '" + device + "'");
        }
    }

    /** Always true; a refusal is thrown. The same model and address stay plugged and only change their surroundings. */
    private boolean network(String key, NetSpec wanted) {
        String old = vm.config.get(key);
        NetSpec before = NetSpec.parse(old == null ? "" : old);
        if (old == null) {
            checkBridge(wanted);
        } else if (before.model().equals(wanted.model()) && before.mac().equals(wanted.mac())) {
            changeSurroundings(key, before, wanted);
        } else {
            unplug(key);
            checkBridge(wanted);
        }
        return true;
    }

    /**
     * A change of bridge, tag or firewall flag takes the NIC off its bridge before the new one is tried: after a refusal the VM is off
     * the network, with its link down if bridge or tag were to change, and reverting the value does not put it back (8.4.1).
     */
    private void changeSurroundings(String key, NetSpec before, NetSpec wanted) {
        boolean moves = before.differs(wanted, "bridge") || before.differs(wanted, "tag");
        boolean replugs = moves || before.differs(wanted, "firewall") || before.differs(wanted, "trunks");
        if (replugs) {
            vm.offBridge.add(key);
            if (moves) {
                vm.linkDown.add(key);
            }
            checkBridge(wanted);
            vm.offBridge.remove(key);
        }
        if (moves || before.differs(wanted, "link_down")) {
            vm.linkDown.remove(key);
        }
    }

    private void checkBridge(NetSpec wanted) {
        Bridges.check(world.cluster.node(vm.node), wanted);
    }
}

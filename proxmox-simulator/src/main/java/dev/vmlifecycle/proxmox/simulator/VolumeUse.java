package dev.vmlifecycle.proxmox.simulator;

import dev.vmlifecycle.proxmox.simulator.internal.config.DriveSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who uses which volume: disks that are missing, forgotten or shared, and linked clones without their base. */
final class VolumeUse {

    private static final Pattern LINKED = Pattern.compile("([^:]+:(?:\\d+/)?base-\\d+-disk-\\d+(?:\\.\\w+)?)/.+");

    private final Set<Place> present = new HashSet<>();
    private final Map<String, Set<Integer>> users = new TreeMap<>();
    private final Set<Place> used = new HashSet<>();
    private final List<String> violations = new ArrayList<>();

    /** A volume's id is its own only together with its node, which is empty on shared storage. */
    private record Place(String volid, String node) {}

    private VolumeUse(WorldSnapshot world) {
        world.volumes().forEach(volume -> present.add(place(volume)));
    }

    static List<String> violations(WorldSnapshot world) {
        VolumeUse use = new VolumeUse(world);
        world.vms().values().forEach(use::disks);
        use.users.forEach((volid, vmids) -> {
            if (vmids.size() > 1) {
                use.violations.add("volume " + volid + ": used by VMs " + vmids + " (expected: one)");
            }
        });
        world.volumes().forEach(use::volume);
        return use.violations;
    }

    private static Place place(WorldSnapshot.VolumeView volume) {
        return new Place(volume.volid(), volume.node().orElse(""));
    }

    private void disks(WorldSnapshot.VmView vm) {
        twice(vm);
        for (String volid : volids(vm)) {
            Place shared = new Place(volid, "");
            Place place = present.contains(shared) ? shared : new Place(volid, vm.node());
            if (present.contains(place)) {
                used.add(place);
            } else {
                violations.add("VM " + vm.vmid() + ": volume " + volid + " is missing (expected: on its storage)");
            }
        }
    }

    private void twice(WorldSnapshot.VmView vm) {
        Map<String, Integer> times = new TreeMap<>();
        vm.config().forEach((key, value) -> {
            String volid = DriveSpec.parse(value).volume();
            if ((DriveSpec.isKey(key) || key.startsWith("unused")) && volid.contains(":")) {
                times.merge(volid, 1, Integer::sum);
            }
        });
        times.forEach((volid, count) -> {
            if (count > 1) {
                violations.add("volume " + volid + ": " + count + " times in VM " + vm.vmid() + " (expected: once)");
            }
        });
    }

    private Set<String> volids(WorldSnapshot.VmView vm) {
        Set<String> volids = new TreeSet<>();
        for (Map<String, String> values : List.of(vm.config(), vm.pending())) {
            values.forEach((key, value) -> {
                DriveSpec drive = DriveSpec.parse(value);
                if ((DriveSpec.isKey(key) || key.startsWith("unused"))
                        && drive.volume().contains(":")) {
                    volids.add(drive.volume());
                    if (!drive.isCdrom() || drive.isCloudinit()) {
                        users.computeIfAbsent(drive.volume(), volid -> new TreeSet<>())
                                .add(vm.vmid());
                    }
                }
            });
        }
        return volids;
    }

    private void volume(WorldSnapshot.VolumeView volume) {
        if (volume.content().equals("images") && !used.contains(place(volume))) {
            violations.add("volume " + volume.volid() + ": nobody's (expected: in a configuration)");
        }
        Matcher linked = LINKED.matcher(volume.volid());
        if (linked.matches()
                && !present.contains(new Place(linked.group(1), volume.node().orElse("")))) {
            violations.add("VM " + volume.vmid() + ": base " + linked.group(1)
                    + " of its linked clone is missing (expected: on its storage)");
        }
    }
}

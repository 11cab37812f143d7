package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import dev.vmlifecycle.vm.Combination.Bus;
import dev.vmlifecycle.vm.Combination.Extra;
import dev.vmlifecycle.vm.Combination.Firmware;
import dev.vmlifecycle.vm.Combination.Tag;
import dev.vmlifecycle.vm.Combination.Wall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the world is to look like, kept beside the pipelines and without their code: the sizes and limits of one VM as they add up. */
final class Wanted {
    /** What the template's disk and NIC bring along; only KEEP leaves it. */
    static final String TEMPLATE_IOPS = "77";

    static final String TEMPLATE_RATE = "7";

    private final Combination vm;
    private Combination now;
    private ByteSize memory = ByteSize.ofMiB(512);
    private ByteSize system = ByteSize.ofGiB(2);
    private Optional<String> iopsRead = Optional.of(TEMPLATE_IOPS);
    private Optional<String> rate = Optional.of(TEMPLATE_RATE);
    private Extra extra = Extra.NONE;

    Wanted(Combination vm) {
        this.vm = vm;
        this.now = vm;
    }

    void apply(Combination next, ByteSize newMemory, ByteSize newSystem) {
        now = next;
        memory = newMemory;
        system = newSystem.compareTo(system) > 0 ? newSystem : system;
        iopsRead = limited(iopsRead, "200");
        rate = limited(rate, "10");
        extra = next.extra() == Extra.NONE ? extra : next.extra();
    }

    private Optional<String> limited(Optional<String> present, String value) {
        return switch (now.limits()) {
            case KEEP -> present;
            case UNLIMITED -> Optional.empty();
            case VALUE -> Optional.of(value);
        };
    }

    void check(VmWorld world, VmView view, String where) {
        WorldSnapshot.VmView found =
                world.snapshot().vm(view.vmid().orElseThrow().value()).orElseThrow();
        assertThat(view.state()).as(where).isEqualTo("ready");
        assertThat(found.node()).as(where).isEqualTo(vm.moves() ? "pve2" : "pve1");
        assertThat(found.running()).as(where).isTrue();
        assertThat(found.lock()).as(where).isEmpty();
        assertThat(found.pending()).as(where).isEmpty();
        assertThat(found.pendingDeletes()).as(where).isEmpty();
        assertThat(found.nicsOffBridge()).as(where).isEmpty();
        hardware(found, where);
        network(found, view, where);
        assertThat(world.snapshot().volumesOf(found.vmid()))
                .as(where)
                .hasSize(2 + (vm.firmware() == Firmware.UEFI ? 1 : 0) + (extra == Extra.NONE ? 0 : 1));
        firewall(world, view, where);
        assertThat(world.records()).as(where).hasSize(2 * (now.v4() + now.v6()));
    }

    private void hardware(WorldSnapshot.VmView found, String where) {
        Map<String, String> config = found.config();
        assertThat(config)
                .as(where)
                .containsEntry("cores", "2")
                .containsEntry("memory", String.valueOf(memory.bytes() >> 20))
                .containsEntry("bios", vm.firmware() == Firmware.UEFI ? "ovmf" : "seabios")
                .doesNotContainKey("unused0");
        assertThat(keys(config, vm.bus().slot(0)))
                .as(where)
                .contains("size=" + system)
                .anyMatch(part -> part.equals("ssd=1") || vm.bus() == Bus.VIRTIO);
        assertThat(value(config, vm.bus().slot(0), "iops_rd")).as(where).isEqualTo(iopsRead);
        assertThat(config.containsKey(vm.bus().slot(1))).as(where).isEqualTo(extra != Extra.NONE);
        if (extra != Extra.NONE) {
            assertThat(keys(config, vm.bus().slot(1))).as(where).contains("size=1G");
            assertThat(value(config, vm.bus().slot(1), "iops_wr"))
                    .as(where)
                    .isEqualTo(extra == Extra.LIMITED ? Optional.of("300") : Optional.empty());
        }
    }

    private void network(WorldSnapshot.VmView found, VmView view, String where) {
        Map<String, String> config = found.config();
        assertThat(keys(config, "net0"))
                .as(where)
                .contains("bridge=vmbr0", "mtu=1400")
                .anyMatch(part -> part.equals("firewall=1") || now.wall() == Wall.OFF);
        assertThat(value(config, "net0", "tag"))
                .as(where)
                .isEqualTo(vm.tag() == Tag.TAGGED ? Optional.of("42") : Optional.empty());
        assertThat(value(config, "net0", "rate")).as(where).isEqualTo(rate);
        List<String> lines = new ArrayList<>();
        if (now.addresses() == Combination.Addresses.DHCP) {
            lines.add("ip=dhcp");
        }
        if (now.v4() > 0) {
            lines.add("ip=" + first(view, ".") + "/24");
        }
        if (now.v6() > 0) {
            lines.add("ip6=" + first(view, ":") + "/64");
        }
        assertThat(keys(config, "ipconfig0")).as(where).containsAll(lines);
        assertThat(view.addresses()).as(where).hasSize(now.v4() + now.v6());
    }

    private static String first(VmView view, String mark) {
        return view.addresses().stream()
                .map(one -> one.address().toString())
                .filter(text -> text.contains(mark))
                .findFirst()
                .orElseThrow();
    }

    private void firewall(VmWorld world, VmView view, String where) {
        WorldSnapshot.FirewallView wall =
                world.snapshot().firewall(view.vmid().orElseThrow().value()).orElseThrow();
        boolean set = now.wall() == Wall.ON && now.addresses() != Combination.Addresses.DHCP;
        assertThat(wall.options().getOrDefault("enable", "0")).as(where).isEqualTo(now.wall() == Wall.ON ? "1" : "0");
        assertThat(wall.ipsets().getOrDefault("ipfilter-net0", List.of()))
                .as(where)
                .hasSize(set ? now.v4() + now.v6() : 0);
    }

    private static List<String> keys(Map<String, String> config, String key) {
        return List.of(config.getOrDefault(key, "").split(","));
    }

    private static Optional<String> value(Map<String, String> config, String key, String part) {
        return keys(config, key).stream()
                .filter(one -> one.startsWith(part + "="))
                .map(one -> one.substring(part.length() + 1))
                .findFirst();
    }
}

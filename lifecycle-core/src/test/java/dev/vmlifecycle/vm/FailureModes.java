package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.ip.IpRange;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tests of known failure modes share. */
abstract class FailureModes {
    final VmWorld world;
    final VmLifecycle host;

    FailureModes() {
        this(VmWorld.create());
    }

    FailureModes(VmWorld world) {
        this.world = world;
        this.host = world.host();
    }

    static PackageSpec plain() {
        return PackageSpec.builder(ByteSize.ofMiB(512)).cores(2).build();
    }

    static DeployRequest order(String key) {
        return order(key, plain());
    }

    static DeployRequest order(String key, PackageSpec pkg) {
        return DeployRequest.of(VmKey.of(key), "vm" + key + ".example.com", pkg, VmWorld.onto("pve1", CloneMode.FULL));
    }

    /** A host with one pool of so many addresses from 192.0.2.10 on. */
    VmLifecycle hostWith(int addresses) {
        IpAddress first = IpAddress.parse("192.0.2.10");
        IpAddress last = IpAddress.parse("192.0.2." + (9 + addresses));
        return VmLifecycle.builder()
                .stores(world.store)
                .cluster("ams1", world.client())
                .pool(IpPool.of("few", Cidr.parse("192.0.2.0/24"))
                        .ranges(List.of(new IpRange(first, last)))
                        .build())
                .clock(world.clock)
                .sleeper(world.clock::advance)
                .renewLeases(false)
                .build();
    }

    static DeployRequest fromFew(String key) {
        return DeployRequest.of(VmKey.of(key), "vm" + key + ".example.com", plain(), from(List.of("few")));
    }

    private static Placement from(List<String> pools) {
        return new Placement(
                "ams1",
                NodeName.of("pve1"),
                Map.of(NodeName.of("pve1"), Vmid.of(VmWorld.TEMPLATE)),
                CloneMode.FULL,
                StorageId.of("local"),
                new Placement.Net("vmbr0", Optional.empty()),
                pools,
                new Placement.VmidRange(Vmid.of(5000), Vmid.of(5999)));
    }

    static Placement withoutPools() {
        return from(List.of());
    }

    VmView deployed(String key) {
        host.deploy(order(key));
        world.settle(host);
        assertThat(view(key).state()).isEqualTo("ready");
        return view(key);
    }

    VmView view(String key) {
        return host.get(VmKey.of(key)).orElseThrow();
    }

    void terminate(String key) {
        host.terminate(VmKey.of(key));
        world.settle(host);
    }

    void minutes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            host.tick(Budget.once());
            world.clock.advance(Duration.ofMinutes(1));
        }
    }

    WorldSnapshot.VmView remote(int vmid) {
        return world.snapshot().vm(vmid).orElseThrow();
    }

    List<String> tasks(String type) {
        return world.snapshot().tasks().stream()
                .filter(task -> task.type().equals(type))
                .map(WorldSnapshot.TaskView::upid)
                .toList();
    }

    List<String> addresses(String key) {
        return view(key).addresses().stream()
                .map(one -> one.address().toString())
                .toList();
    }

    String trouble(String key) {
        return view(key).trouble().lastError().map(Object::toString).orElse("");
    }
}

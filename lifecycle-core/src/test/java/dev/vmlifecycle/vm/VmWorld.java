package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.InMemoryDns;
import dev.vmlifecycle.dns.IpAddress;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.EngineStore;
import dev.vmlifecycle.engine.Notification;
import dev.vmlifecycle.engine.testing.SettableClock;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.simulator.BridgeSpec;
import dev.vmlifecycle.proxmox.simulator.GuestBehaviour;
import dev.vmlifecycle.proxmox.simulator.NodeSpec;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import dev.vmlifecycle.proxmox.simulator.bridge.SimulatorTransport;
import dev.vmlifecycle.proxmox.transport.Transport;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One cluster, one store, one clock: everything in process, nothing sleeps. */
final class VmWorld {
    static final VmKey KEY = VmKey.of("42");
    static final String FQDN = "vm42.example.com";
    static final int TEMPLATE = 9000;
    /** Shorter than the settle time, so that a lost call may still be young when another process takes over. */
    static final Duration LEASE = Duration.ofSeconds(5);

    private static final ApiToken TOKEN =
            ApiToken.of("root@pam!panel", Secret.of("11111111-2222-3333-4444-555555555555"));

    final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T14:00:00Z"));
    final PveSimulator sim;
    final InMemoryDns dns = InMemoryDns.builder()
            .zone(DnsName.parse("example.com"))
            .zone(DnsName.parse("2.0.192.in-addr.arpa"))
            .zone(DnsName.parse("8.b.d.0.1.0.0.2.ip6.arpa"))
            .clock(clock)
            .build();
    final MemoryStore store = MemoryStore.create(clock);
    final List<Notification> notifications = new ArrayList<>();
    final List<List<IpAddress>> assigned = new ArrayList<>();
    int cleared;

    private VmWorld(PveSimulator sim) {
        this.sim = sim;
    }

    static VmWorld create() {
        return create(cluster -> cluster);
    }

    static VmWorld create(UnaryOperator<PveSimulator.Builder> otherwise) {
        StorageSpec local = StorageSpec.dir("local");
        return new VmWorld(otherwise
                .apply(PveSimulator.builder()
                        .nodes(
                                NodeSpec.named("pve1").bridges(BridgeSpec.uplinked("vmbr0")),
                                NodeSpec.named("pve2").bridges(BridgeSpec.uplinked("vmbr0")))
                        .storages(local, StorageSpec.nfs("shared1"))
                        .templates(TemplateSpec.of(TEMPLATE, "pve1", local).disk("2G"))
                        .token("root@pam!panel", "11111111-2222-3333-4444-555555555555")
                        .guest(GuestBehaviour.poweringOffAfter(Duration.ofSeconds(3)))
                        .seed(7))
                .build());
    }

    /** A host of its own: a new process that shares cluster, store and DNS with the others. */
    VmLifecycle host() {
        return host(transport -> transport, any -> any);
    }

    VmLifecycle host(UnaryOperator<Transport> wire, UnaryOperator<EngineStore> keep) {
        return host(wire, keep, dns, dns, builder -> builder);
    }

    /** A host without passwords, whose hashes are slow on purpose, to be set otherwise too. */
    VmLifecycle host(
            UnaryOperator<Transport> wire, UnaryOperator<EngineStore> keep, UnaryOperator<VmLifecycleBuilder> more) {
        return host(wire, keep, dns, dns, builder -> more.apply(builder.secrets(key -> Optional.empty())));
    }

    /** A host whose forward zone and reverse zones are served by these. */
    VmLifecycle hostWithDns(DnsProvider forward, DnsProvider reverse, UnaryOperator<VmLifecycleBuilder> more) {
        return host(wire -> wire, keep -> keep, forward, reverse, more);
    }

    /** A client for what an administrator does by hand. */
    ProxmoxClient client() {
        return client(wire -> wire);
    }

    /** A client of a host whose clock goes otherwise. */
    ProxmoxClient client(InstantSource itsClock) {
        return ProxmoxClient.builder()
                .transport(new SimulatorTransport(sim, clock))
                .auth(TOKEN)
                .clock(itsClock)
                .build();
    }

    private ProxmoxClient client(UnaryOperator<Transport> wire) {
        return ProxmoxClient.builder()
                .transport(wire.apply(new SimulatorTransport(sim, clock)))
                .auth(TOKEN)
                .clock(clock)
                .build();
    }

    /** As {@link #host()}, to be set otherwise. */
    VmLifecycleBuilder builder() {
        return builder(wire -> wire, keep -> keep, dns, dns);
    }

    private VmLifecycle host(
            UnaryOperator<Transport> wire,
            UnaryOperator<EngineStore> keep,
            DnsProvider forward,
            DnsProvider reverse,
            UnaryOperator<VmLifecycleBuilder> more) {
        return more.apply(builder(wire, keep, forward, reverse)).build();
    }

    private VmLifecycleBuilder builder(
            UnaryOperator<Transport> wire, UnaryOperator<EngineStore> keep, DnsProvider forward, DnsProvider reverse) {
        ProxmoxClient pve = client(wire);
        return VmLifecycle.builder()
                .stores(keep.apply(store))
                .cluster("ams1", pve)
                .pool(IpPool.of("v4", Cidr.parse("192.0.2.0/24"))
                        .gateway(IpAddress.parse("192.0.2.1"))
                        .nameservers(List.of(IpAddress.parse("192.0.2.53")))
                        .build())
                .pool(IpPool.of("v6", Cidr.parse("2001:db8::/64"))
                        .gateway(IpAddress.parse("2001:db8::1"))
                        .build())
                .dns(Zones.of(List.of(
                        ZoneBinding.of("fwd", DnsName.parse("example.com"), forward),
                        ZoneBinding.of("rev4", DnsName.parse("2.0.192.in-addr.arpa"), reverse),
                        ZoneBinding.of("rev6", DnsName.parse("8.b.d.0.1.0.0.2.ip6.arpa"), reverse))))
                .notifier((key, notification) -> notifications.add(notification))
                .hostRecords(new HostRecords() {
                    @Override
                    public void assigned(VmKey key, String fqdn, List<IpAddress> addresses) {
                        assigned.add(addresses);
                    }

                    @Override
                    public void cleared(VmKey key) {
                        cleared++;
                    }
                })
                .secrets(key -> Optional.of(Secret.of("hunter2-hunter2")))
                .clock(clock)
                .sleeper(clock::advance)
                .renewLeases(false)
                .dnsExecutor(Runnable::run)
                .lease(LEASE);
    }

    static PackageSpec small() {
        return PackageSpec.builder(ByteSize.ofMiB(512))
                .cores(1)
                .systemDisk(ByteSize.ofGiB(3))
                .systemDiskLimits(new DiskLimits(Limit.of(200), Limit.of(100), Limit.of(50), Limit.of(20)))
                .additionalDisk(new AdditionalDisk(ByteSize.ofGiB(1), Optional.empty(), DiskLimits.unlimited()))
                .ipv4(1)
                .ipv6(1)
                .netRate(Limit.of(10))
                .build();
    }

    static PackageSpec larger() {
        return small().toBuilder()
                .memory(ByteSize.ofMiB(1024))
                .systemDisk(ByteSize.ofGiB(4))
                .ipv4(2)
                .build();
    }

    static Placement onto(String node, CloneMode mode) {
        return new Placement(
                "ams1",
                NodeName.of(node),
                Map.of(NodeName.of("pve1"), Vmid.of(TEMPLATE)),
                mode,
                StorageId.of("local"),
                new Placement.Net("vmbr0", Optional.empty()),
                List.of("v4", "v6"),
                new Placement.VmidRange(Vmid.of(5000), Vmid.of(5999)));
    }

    static DeployRequest request(String node, CloneMode mode) {
        return DeployRequest.of(KEY, FQDN, small(), onto(node, mode))
                .access(new GuestAccess("walk", List.of("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINiw key1@walk")));
    }

    /** Ticks until nothing is due for an hour. */
    void settle(VmLifecycle host) {
        host.tick(Budget.of(Duration.ofHours(1)));
    }

    WorldSnapshot snapshot() {
        sim.advanceTo(clock.instant());
        return sim.world();
    }

    WorldSnapshot.VmView only() {
        List<WorldSnapshot.VmView> vms = snapshot().vms().values().stream()
                .filter(vm -> vm.vmid() != TEMPLATE)
                .toList();
        assertThat(vms).hasSize(1);
        return vms.get(0);
    }

    long clonesStarted() {
        return snapshot().tasks().stream()
                .filter(task -> task.type().equals("qmclone"))
                .count();
    }

    List<String> records() {
        return dns.snapshot().stream()
                .filter(set ->
                        !set.type().text().equals("SOA") && !set.type().text().equals("NS"))
                .flatMap(set -> set.values().stream().map(value -> set.name() + " " + set.type() + " " + value))
                .sorted()
                .toList();
    }
}

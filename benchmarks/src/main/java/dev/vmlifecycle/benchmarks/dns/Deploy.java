package dev.vmlifecycle.benchmarks.dns;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.ZoneBinding;
import dev.vmlifecycle.dns.Zones;
import dev.vmlifecycle.dns.cloudflare.CloudflareDns;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import dev.vmlifecycle.dns.plugin.ProviderSecret;
import dev.vmlifecycle.dns.powerdns.PowerDns;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.StepLine;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.simulator.NodeSpec;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import dev.vmlifecycle.proxmox.simulator.bridge.SimulatorTransport;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.VmLifecycle;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One deploy on a simulated cluster, with the real plugins, HTTP and time for DNS. */
final class Deploy {
    private static final VmKey KEY = VmKey.of("42");
    private static final List<String> ZONES =
            List.of("example.com", "2.0.192.in-addr.arpa", "8.b.d.0.1.0.0.2.ip6.arpa");
    private static final int IPV4 = 4;
    private static final int IPV6 = 9;
    private static final int RECORDS = 2 * 2 * (IPV4 + IPV6);

    /**
     * What one deploy's DNS took.
     *
     * @param seconds the DNS step, as its run log has it
     * @param powerDnsCalls HTTP calls that reached PowerDNS
     * @param cloudflareCalls HTTP calls that reached Cloudflare
     * @param records values that the servers have afterwards
     */
    record Figures(double seconds, int powerDnsCalls, int cloudflareCalls, int records) {}

    private Deploy() {}

    static Figures measure(Duration call, boolean extend) {
        ExecutorService readers = Executors.newCachedThreadPool();
        ProviderContext context = ProviderContext.builder().readers(readers).build();
        ProviderSecret secret = ProviderSecret.of("secret");
        try (SlowServer powerDns = new SlowPowerDns(call, extend);
                SlowServer cloudflare = new SlowCloudflare(call);
                DnsProvider one = PowerDns.create(powerDns.address(), secret, context);
                DnsProvider two =
                        CloudflareDns.create(cloudflare.address(), secret, "cloudflare", Optional.empty(), context)) {
            powerDns.start();
            cloudflare.start();
            double seconds = run(List.of(one, two));
            int records = powerDns.records() + cloudflare.records();
            if (records != RECORDS) {
                throw new IllegalStateException("records: " + records + " (expected: " + RECORDS + ")");
            }
            return new Figures(seconds, powerDns.calls(), cloudflare.calls(), records);
        } finally {
            readers.shutdownNow();
        }
    }

    private static double run(List<DnsProvider> providers) {
        InstantSource clock = InstantSource.system();
        StorageSpec local = StorageSpec.dir("local");
        PveSimulator cluster = PveSimulator.builder()
                .nodes(NodeSpec.named("pve1"))
                .storages(local)
                .templates(TemplateSpec.of(9000, "pve1", local))
                .token("panel@pve!vms", "secret")
                .build();
        try (ProxmoxClient pve = ProxmoxClient.builder()
                        .transport(new SimulatorTransport(cluster, clock))
                        .auth(ApiToken.of("panel@pve!vms", Secret.of("secret")))
                        .build();
                VmLifecycle vms = VmLifecycle.builder()
                        .stores(MemoryStore.create(clock))
                        .cluster("ams1", pve)
                        .pool(IpPool.of("v4", Cidr.parse("192.0.2.0/24")).build())
                        .pool(IpPool.of("v6", Cidr.parse("2001:db8::/64")).build())
                        .dns(zones(providers))
                        .build()) {
            vms.deploy(DeployRequest.of(KEY, "vm42.example.com", pkg(), placement()));
            vms.tick(Budget.of(Duration.ofMinutes(2)));
            StepLine dns = vms.log(KEY).stream()
                    .flatMap(run -> run.lines().stream())
                    .filter(line -> line.label().equals("Configure DNS records"))
                    .findFirst()
                    .orElseThrow();
            if (!dns.text().isEmpty()) {
                throw new IllegalStateException("dns: " + dns.text() + " " + dns.details() + " (expected: no errors)");
            }
            return dns.duration().toMillis() / 1000.0;
        }
    }

    private static Zones zones(List<DnsProvider> providers) {
        List<ZoneBinding> bindings = new ArrayList<>();
        for (DnsProvider provider : providers) {
            for (String zone : ZONES) {
                bindings.add(ZoneBinding.of(provider.type() + " " + zone, DnsName.parse(zone), provider));
            }
        }
        return Zones.of(bindings);
    }

    private static PackageSpec pkg() {
        return PackageSpec.builder(ByteSize.ofMiB(1024))
                .cores(1)
                .systemDisk(ByteSize.ofGiB(3))
                .ipv4(IPV4)
                .ipv6(IPV6)
                .build();
    }

    private static Placement placement() {
        return new Placement(
                "ams1",
                NodeName.of("pve1"),
                Map.of(NodeName.of("pve1"), Vmid.of(9000)),
                CloneMode.FULL,
                StorageId.of("local"),
                new Placement.Net("vmbr0", Optional.empty()),
                List.of("v4", "v6"),
                new Placement.VmidRange(Vmid.of(5000), Vmid.of(5999)));
    }
}

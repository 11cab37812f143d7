package dev.vmlifecycle.examples.readme;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.engine.TextRenderer;
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
import dev.vmlifecycle.vm.VmView;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Deploys one VM on a simulated cluster, in process. */
public final class HelloVm {
    private HelloVm() {}

    /**
     * Runs the example.
     *
     * @param line gets each line of the log
     * @return the VM
     */
    public static VmView run(Consumer<String> line) {
        // spotless:off
        // README: begin
        InstantSource clock = InstantSource.system();
        PveSimulator cluster = PveSimulator.builder() // or a real one: ProxmoxClient.builder().host("pve1.example.net")
                .nodes(NodeSpec.named("pve1"))
                .storages(StorageSpec.dir("local"))
                .templates(TemplateSpec.of(9000, "pve1", StorageSpec.dir("local")))
                .token("panel@pve!vms", "secret")
                .build();
        try (ProxmoxClient pve = ProxmoxClient.builder()
                        .transport(new SimulatorTransport(cluster, clock))
                        .auth(ApiToken.of("panel@pve!vms", Secret.of("secret")))
                        .build();
                VmLifecycle vms = VmLifecycle.builder()
                        .stores(MemoryStore.create(clock)) // or JdbcStore.create(dataSource)
                        .cluster("ams1", pve)
                        .pool(IpPool.of("v4", Cidr.parse("192.0.2.0/24")).build())
                        .listener(TextRenderer.create(line, ZoneOffset.UTC))
                        .build()) {
            PackageSpec pkg = PackageSpec.builder(ByteSize.ofMiB(1024)).cores(2).systemDisk(ByteSize.ofGiB(3)).build();
            Placement place = new Placement(
                    "ams1", NodeName.of("pve1"), Map.of(NodeName.of("pve1"), Vmid.of(9000)), CloneMode.FULL,
                    StorageId.of("local"), new Placement.Net("vmbr0", Optional.empty()), List.of("v4"),
                    new Placement.VmidRange(Vmid.of(5000), Vmid.of(5999)));
            vms.deploy(DeployRequest.of(VmKey.of("42"), "vm42.example.com", pkg, place)); // writes one row, returns at once
            vms.tick(Budget.of(Duration.ofSeconds(50))); // from your scheduler, as often as you like
            return vms.get(VmKey.of("42")).orElseThrow();
        }
        // README: end
        // spotless:on
    }
}

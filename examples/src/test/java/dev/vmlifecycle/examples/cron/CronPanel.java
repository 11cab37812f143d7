package dev.vmlifecycle.examples.cron;

import dev.vmlifecycle.dns.Cidr;
import dev.vmlifecycle.engine.Budget;
import dev.vmlifecycle.examples.simulator.SimulatedCluster;
import dev.vmlifecycle.ip.IpPool;
import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.StorageId;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.storage.jdbc.JdbcStore;
import dev.vmlifecycle.vm.CloneMode;
import dev.vmlifecycle.vm.DeployRequest;
import dev.vmlifecycle.vm.PackageSpec;
import dev.vmlifecycle.vm.Placement;
import dev.vmlifecycle.vm.SnapshotPolicy;
import dev.vmlifecycle.vm.VmKey;
import dev.vmlifecycle.vm.VmLifecycle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A panel that shares cluster and database with the cron command: it orders VMs, the command does the work. */
final class CronPanel implements AutoCloseable {
    final SimulatedCluster cluster = SimulatedCluster.start(Optional.empty());
    final JdbcStore store;
    final VmLifecycle vms;
    private final UrlDataSource database;
    private final ProxmoxClient client;
    private final String url;

    CronPanel(String url) {
        this.url = url;
        try {
            this.database = UrlDataSource.connect(new CronConfig.Database(url, "", Optional.empty()));
        } catch (SQLException e) {
            throw new AssertionError(url, e);
        }
        this.store = JdbcStore.create(database);
        store.createSchema();
        this.client = ProxmoxClient.builder()
                .host(cluster.host())
                .tls(Tls.fingerprint(cluster.fingerprint()))
                .auth(cluster.token())
                .build();
        this.vms = VmLifecycle.builder()
                .stores(store)
                .cluster("demo", client)
                .pool(IpPool.of("pool.v4", Cidr.parse("192.0.2.0/24")).build())
                .settleTime(Duration.ofSeconds(1))
                .build();
    }

    void order(String key) {
        PackageSpec pkg = PackageSpec.builder(ByteSize.ofMiB(512))
                .ipv4(1)
                .snapshots(SnapshotPolicy.of(2, Duration.ofDays(7)))
                .build();
        NodeName node = NodeName.of("pve1");
        vms.deploy(DeployRequest.of(
                VmKey.of(key),
                "vm" + key + ".example.com",
                pkg,
                new Placement(
                        "demo",
                        node,
                        Map.of(node, Vmid.of(9000)),
                        CloneMode.LINKED,
                        StorageId.of("local"),
                        new Placement.Net("vmbr0", Optional.empty()),
                        List.of("pool.v4"),
                        new Placement.VmidRange(Vmid.of(5000), Vmid.of(5999)))));
    }

    /** Orders VMs and works until they are there. */
    void ready(String... keys) {
        for (String key : keys) {
            order(key);
        }
        vms.tick(Budget.of(Duration.ofSeconds(60)));
        for (String key : keys) {
            String state = vms.get(VmKey.of(key)).orElseThrow().state();
            if (!state.equals("ready")) {
                throw new AssertionError(key + ": " + vms.log(VmKey.of(key)));
            }
        }
    }

    Map<String, String> environment() {
        return Map.of("SIM_SECRET", cluster.token().secret().reveal(), "USER", "jane");
    }

    Path config(Path dir, String... more) throws IOException {
        String common = """
            hosts = %s
            tls.fingerprint = %s
            token = %s
            token.secret.env = SIM_SECRET
            cluster = demo
            store.url = %s
            pool.v4.network = 192.0.2.0/24
            settle = 1s
            zone = UTC
            """.formatted(
                        cluster.host(), cluster.fingerprint(), cluster.token().id(), url);
        return Files.writeString(dir.resolve("cron.properties"), common + String.join("\n", more) + "\n");
    }

    @Override
    public void close() {
        vms.close();
        client.close();
        database.close();
        cluster.close();
    }
}

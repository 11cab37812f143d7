package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.cluster.ClusterLogEntry;
import dev.vmlifecycle.proxmox.cluster.ClusterResource;
import dev.vmlifecycle.proxmox.cluster.DatacenterOptions;
import dev.vmlifecycle.proxmox.cluster.DatacenterUpdate;
import dev.vmlifecycle.proxmox.cluster.ResourceFilter;
import dev.vmlifecycle.proxmox.cluster.ResourceKind;
import dev.vmlifecycle.proxmox.config.PropertyString;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Cluster cluster = transport.client().cluster();

    @Test
    void resources_ofEveryKind_keepWhatNobodyKnows() {
        transport.data("[{\"id\":\"qemu/100\",\"type\":\"qemu\",\"vmid\":\"100\",\"node\":\"pve1\",\"name\":\"web\","
                + "\"status\":\"running\",\"template\":0,\"tags\":\"a;b\",\"pool\":\"cust1\",\"lock\":\"clone\","
                + "\"cpu\":0.25,\"maxcpu\":2,\"mem\":100,\"maxmem\":200,\"maxdisk\":\"300\",\"uptime\":60,"
                + "\"hastate\":\"started\",\"colour\":\"red\"},"
                + "{\"id\":\"qemu/101\",\"type\":\"qemu\",\"vmid\":101,\"node\":\"pve1\",\"status\":\"unknown\","
                + "\"cpu\":\"NaN\"},"
                + "{\"id\":\"storage/pve1/local\",\"type\":\"storage\",\"storage\":\"local\",\"disk\":5},"
                + "{\"id\":\"/pool/cust1\",\"type\":\"pool\",\"pool\":\"cust1\"},"
                + "{\"id\":\"network/x\",\"type\":\"network\"},{\"id\":\"new/x\",\"type\":\"new\"}]");

        List<ClusterResource> all = cluster.resources();

        ClusterResource web = all.get(0);
        assertThat(web.kind()).isEqualTo(ResourceKind.QEMU);
        assertThat(web.vmid()).contains(Vmid.of(100));
        assertThat(web.node()).contains(NodeName.of("pve1"));
        assertThat(web.name()).contains("web");
        assertThat(web.status()).contains("running");
        assertThat(web.tags()).containsExactly("a", "b");
        assertThat(web.pool()).contains(PoolId.of("cust1"));
        assertThat(web.lock()).contains("clone");
        assertThat(web.haState()).contains("started");
        assertThat(web.cpu()).hasValue(0.25);
        assertThat(web.cpus()).hasValue(2);
        assertThat(web.memory()).contains(ByteSize.ofBytes(100));
        assertThat(web.memoryTotal()).contains(ByteSize.ofBytes(200));
        assertThat(web.diskTotal()).contains(ByteSize.ofBytes(300));
        assertThat(web.uptime()).contains(Duration.ofMinutes(1));
        assertThat(web.get("colour")).contains("red");
        assertThat(web.isGuest() && !web.template()).isTrue();
        assertThat(all.get(1).cpu()).isEmpty();
        assertThat(all.get(1).name()).isEmpty();
        assertThat(all.get(2).storage()).contains(StorageId.of("local"));
        assertThat(all.get(2).disk()).contains(ByteSize.ofBytes(5));
        assertThat(all)
                .extracting(ClusterResource::kind)
                .endsWith(ResourceKind.STORAGE, ResourceKind.POOL, ResourceKind.NETWORK, ResourceKind.OTHER);
    }

    @Test
    void resources_filtered_andTasks() {
        transport
                .data("[]")
                .data("[{\"upid\":\"UPID:pve1:000005FD:0008AF40:6B0456BF:qmclone:9000:root@pam!rig:\",\"saved\":\"1\","
                        + "\"endtime\":1795443264,\"status\":\"OK\"},"
                        + "{\"upid\":\"UPID:pve1:000005FE:0008AF40:6B0456BF:qmstart:9000:root@pam!rig:\"}]");

        assertThat(cluster.resources(ResourceFilter.STORAGE)).isEmpty();
        assertThat(sent()).isEqualTo("GET /api2/json/cluster/resources [type=storage]");
        assertThat(cluster.tasks())
                .extracting(task -> task.status().isRunning())
                .containsExactly(false, true);
    }

    @Test
    void options_nestedOnes_areInWireForm() {
        transport.data("{\"keyboard\":\"de\",\"mac_prefix\":\"BC:24:11\",\"migration\":{\"type\":\"secure\"},"
                + "\"next-id\":{\"lower\":\"200\",\"upper\":300},\"registered-tags\":[\"a\",\"b\"],\"max_workers\":4,"
                + "\"description\":\"hello\\n\",\"new-thing\":1}");

        DatacenterOptions options = cluster.options();

        assertThat(options.macPrefix()).contains("BC:24:11");
        assertThat(options.nextId().flatMap(range -> range.get("upper"))).contains("300");
        assertThat(options.migration().flatMap(how -> how.get("type"))).contains("secure");
        assertThat(options.registeredTags()).containsExactly("a", "b");
        assertThat(options.maxWorkers()).contains(4L);
        assertThat(options.description()).contains("hello\n");
        assertThat(options.get("new-thing")).contains("1");
        assertThat(options.httpProxy()).isEmpty();
    }

    @Test
    void updateOptions_sendsWhatWasSet_andPrintsNoProxy() {
        transport.data("null");
        DatacenterUpdate update = DatacenterUpdate.none()
                .nextId(Vmid.of(200), Vmid.of(300))
                .migration(PropertyString.parse("type=secure"))
                .registeredTags(List.of("a", "b"))
                .httpProxy("http://u:geheim@proxy:3128")
                .delete("keyboard", "language");

        cluster.updateOptions(update);

        assertThat(update.toString()).doesNotContain("geheim").contains("http_proxy");
        assertThat(sent())
                .isEqualTo("PUT /api2/json/cluster/options [next-id=lower=200,upper=300, migration=type=secure, "
                        + "registered-tags=a;b, http_proxy=***, delete=keyboard,language]");
        assertThat(transport.last().form()).contains(Param.of("http_proxy", "http://u:geheim@proxy:3128"));
    }

    @Test
    void log_linesAreRead() {
        transport.data("[{\"uid\":5,\"time\":1795443264,\"node\":\"pve1\",\"user\":\"root@pam\",\"tag\":\"pvedaemon\","
                + "\"msg\":\"starting task\",\"pri\":6},{\"msg\":\"bare\"}]");

        List<ClusterLogEntry> log = cluster.log(2);

        assertThat(sent()).isEqualTo("GET /api2/json/cluster/log [max=2]");
        assertThat(log.get(0).time()).contains(Instant.ofEpochSecond(1795443264));
        assertThat(log.get(0).node()).contains(NodeName.of("pve1"));
        assertThat(log.get(0).user()).contains("root@pam");
        assertThat(log.get(0).tag()).contains("pvedaemon");
        assertThat(log.get(0).get("pri")).contains("6");
        assertThat(log.get(1)).hasToString("bare");
    }

    private String sent() {
        return transport.last().toString();
    }
}

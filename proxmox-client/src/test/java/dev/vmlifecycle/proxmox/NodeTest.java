package dev.vmlifecycle.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vmlifecycle.proxmox.config.VlanTag;
import dev.vmlifecycle.proxmox.node.HostsFile;
import dev.vmlifecycle.proxmox.node.InterfaceConfig;
import dev.vmlifecycle.proxmox.node.NodeDns;
import dev.vmlifecycle.proxmox.node.NodeTime;
import dev.vmlifecycle.proxmox.node.NodeUsage;
import dev.vmlifecycle.proxmox.node.StartAll;
import dev.vmlifecycle.proxmox.node.StopAll;
import dev.vmlifecycle.proxmox.qemu.VmSummary;
import dev.vmlifecycle.proxmox.rrd.ByteRate;
import dev.vmlifecycle.proxmox.rrd.Consolidation;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.proxmox.task.TaskFilter;
import dev.vmlifecycle.proxmox.task.TaskQuery;
import dev.vmlifecycle.proxmox.task.TaskSource;
import dev.vmlifecycle.proxmox.task.TaskSummary;
import dev.vmlifecycle.proxmox.testing.ScriptedTransport;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeTest {

    private final ScriptedTransport transport = new ScriptedTransport();
    private final Node node = transport.client().node(NodeName.of("pve1"));

    @Test
    void network_listAndOne() {
        transport
                .data(
                        "[{\"iface\":\"vmbr0\",\"type\":\"bridge\",\"active\":1,\"autostart\":\"1\",\"method\":\"static\","
                                + "\"method6\":\"manual\",\"cidr\":\"10.99.0.1/24\",\"gateway\":\"10.99.0.254\","
                                + "\"bridge_ports\":\"eth0 eth1\",\"bridge_vlan_aware\":1,\"families\":[\"inet\",\"inet6\"],"
                                + "\"mtu\":\"9000\",\"comments\":\"up\\n\"},{\"iface\":\"vmbr1\",\"bridge_ports\":\"none\"}]")
                .data("{\"type\":\"vlan\",\"method\":\"manual\",\"vlan-id\":20,\"cidr6\":\"2001:db8::1/64\","
                        + "\"gateway6\":\"2001:db8::2\"}");

        List<InterfaceConfig> all = node.network();
        InterfaceConfig bridge = all.get(0);
        assertThat(bridge.name()).isEqualTo("vmbr0");
        assertThat(bridge.type()).isEqualTo("bridge");
        assertThat(bridge.active() && bridge.autostart() && bridge.vlanAware()).isTrue();
        assertThat(bridge.method()).contains("static");
        assertThat(bridge.method6()).contains("manual");
        assertThat(bridge.cidr()).contains("10.99.0.1/24");
        assertThat(bridge.gateway()).contains("10.99.0.254");
        assertThat(bridge.bridgePorts()).containsExactly("eth0", "eth1");
        assertThat(bridge.mtu()).contains(9000L);
        assertThat(bridge.comments()).contains("up");
        assertThat(bridge.get("families")).contains("inet,inet6");
        assertThat(all.get(1).bridgePorts()).isEmpty();

        InterfaceConfig vlan = node.networkInterface("eth0.20");
        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/network/eth0.20 []");
        assertThat(vlan.vlan()).contains(VlanTag.of(20));
        assertThat(vlan.cidr6()).contains("2001:db8::1/64");
        assertThat(vlan.gateway6()).contains("2001:db8::2");
    }

    @Test
    void dns_readAndSet() {
        transport
                .data("{\"search\":\"example.net\",\"dns1\":\"10.0.0.1\",\"dns3\":\"10.0.0.3\"}")
                .data("null");

        assertThat(node.dns()).isEqualTo(new NodeDns(Optional.of("example.net"), List.of("10.0.0.1", "10.0.0.3")));
        node.setDns("example.net", List.of("10.0.0.1", "10.0.0.2"));
        assertThat(sent())
                .isEqualTo("PUT /api2/json/nodes/pve1/dns [search=example.net, dns1=10.0.0.1, dns2=10.0.0.2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> node.setDns("x", List.of("1", "2", "3", "4")))
                .withMessageContaining("expected: 3 at most");
    }

    @Test
    void time_version_hosts() {
        transport
                .data("{\"time\":\"1795443371\",\"localtime\":1795446971,\"timezone\":\"Europe/Berlin\"}")
                .data("null")
                .data("{\"version\":\"8.4.1\",\"release\":\"8.4\",\"repoid\":\"x\"}")
                .data("{\"data\":\"127.0.0.1 localhost\\n\",\"digest\":\"ab\"}");

        assertThat(node.time()).isEqualTo(new NodeTime(Instant.ofEpochSecond(1795443371), "Europe/Berlin"));
        node.setTimezone(ZoneId.of("Europe/Berlin"));
        assertThat(sent()).isEqualTo("PUT /api2/json/nodes/pve1/time [timezone=Europe/Berlin]");
        assertThat(node.version().isAtLeast(8, 4)).isTrue();
        assertThat(node.hosts()).isEqualTo(new HostsFile("127.0.0.1 localhost\n", Optional.of(Digest.of("ab"))));
    }

    @Test
    void usage_rowsWithoutNumbers_areKeptWithoutThem() {
        transport
                .data("[{\"time\":1795439280},{\"time\":1795439340,\"cpu\":0.5,\"iowait\":\"NaN\",\"loadavg\":\"1.25\","
                        + "\"memused\":1024.7,\"memtotal\":2048,\"rootused\":7,\"netin\":12.5,\"netout\":null}]")
                .data("[]");

        List<NodeUsage> rows = node.usage(Timeframe.HOUR);

        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/rrddata [timeframe=hour]");
        assertThat(rows.get(0).time()).isEqualTo(Instant.ofEpochSecond(1795439280));
        assertThat(rows.get(0).cpu()).isEmpty();
        assertThat(rows.get(1).cpu()).hasValue(0.5);
        assertThat(rows.get(1).ioWait()).isEmpty();
        assertThat(rows.get(1).loadAverage()).hasValue(1.25);
        assertThat(rows.get(1).memory()).contains(ByteSize.ofBytes(1024));
        assertThat(rows.get(1).memoryTotal()).contains(ByteSize.ofBytes(2048));
        assertThat(rows.get(1).rootDisk()).contains(ByteSize.ofBytes(7));
        assertThat(rows.get(1).netIn()).contains(new ByteRate(12.5));
        assertThat(rows.get(1).netOut()).isEmpty();
        assertThat(rows.get(1).get("netin")).hasValue(12.5);

        node.usage(Timeframe.YEAR, Consolidation.MAX);
        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/rrddata [timeframe=year, cf=MAX]");
    }

    @Test
    void startAllStopAll_sendWhatWasSet() {
        transport.data("null").data("null").data("null").data("null");

        node.startAll(StartAll.onBoot());
        assertThat(sent()).isEqualTo("POST /api2/json/nodes/pve1/startall []");
        node.startAll(StartAll.of(Vmid.of(100), Vmid.of(101)).force());
        assertThat(sent()).isEqualTo("POST /api2/json/nodes/pve1/startall [vms=100,101, force=1]");
        node.stopAll(StopAll.everyGuest());
        assertThat(sent()).isEqualTo("POST /api2/json/nodes/pve1/stopall []");
        node.stopAll(StopAll.of(Vmid.of(100)).timeout(Duration.ofMinutes(2)).forceStop(false));
        assertThat(sent()).isEqualTo("POST /api2/json/nodes/pve1/stopall [vms=100, timeout=120, force-stop=0]");
    }

    @Test
    void qemuGuests_areReadTolerantly() {
        transport.data(
                "[{\"vmid\":\"100\",\"name\":\"web\",\"status\":\"running\",\"qmpstatus\":\"paused\","
                        + "\"lock\":\"backup\",\"template\":\"1\",\"tags\":\"a;b\",\"cpu\":0.5,\"cpus\":2,\"mem\":1,\"maxmem\":2,"
                        + "\"maxdisk\":3,\"netin\":4,\"netout\":5,\"uptime\":6,\"pid\":990},{\"vmid\":101,\"status\":\"stopped\"}]");

        List<VmSummary> all = node.qemuGuestsInFull();

        assertThat(sent()).isEqualTo("GET /api2/json/nodes/pve1/qemu [full=1]");
        VmSummary web = all.get(0);
        assertThat(web.vmid()).isEqualTo(Vmid.of(100));
        assertThat(web.name()).contains("web");
        assertThat(web.isRunning() && web.template()).isTrue();
        assertThat(web.qmpStatus()).contains("paused");
        assertThat(web.lock()).contains("backup");
        assertThat(web.tags()).containsExactly("a", "b");
        assertThat(web.cpu().getAsDouble() * web.cpus().getAsDouble()).isEqualTo(1);
        assertThat(List.of(web.memory(), web.memoryTotal(), web.diskTotal(), web.netIn(), web.netOut()))
                .extracting(size -> size.orElseThrow().bytes())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(web.uptime()).contains(Duration.ofSeconds(6));
        assertThat(web.get("pid")).contains("990");
        assertThat(all.get(1).isRunning()).isFalse();
    }

    @Test
    void allTasks_pagesUntilTheTotal_andHasNoneTwice() {
        transport
                .answer(200, "OK", page(0, 500, 1001))
                // one started meanwhile: the last of the first page comes again
                .answer(200, "OK", page(499, 999, 1002))
                .answer(200, "OK", page(999, 1001, 1002));

        List<TaskSummary> tasks = node.allTasks(TaskQuery.all().type("qmstart"), 10_000);

        assertThat(tasks).hasSize(1001).doesNotHaveDuplicates();
        assertThat(transport.requests).hasSize(3);
        assertThat(sent())
                .isEqualTo("GET /api2/json/nodes/pve1/tasks [source=all, typefilter=qmstart, start=1000, limit=500]");
    }

    @Test
    void allTasks_stopsAtTheCap_orWithoutRows() {
        transport.answer(200, "OK", page(0, 500, 100_000)).answer(200, "OK", "{\"data\":[]}");

        assertThat(node.allTasks(TaskQuery.finished(), 7)).hasSize(7);
        assertThat(node.allTasks(TaskQuery.finished(), 7)).isEmpty();
        assertThat(transport.requests).hasSize(2);
    }

    @Test
    void tasks_filters_areSent() {
        transport.data("[]");

        node.tasks(TaskQuery.all()
                .source(TaskSource.ARCHIVE)
                .user("root@pam")
                .until(Instant.ofEpochSecond(9))
                .ended(TaskFilter.ERROR, TaskFilter.UNKNOWN)
                .errors());

        assertThat(sent())
                .isEqualTo("GET /api2/json/nodes/pve1/tasks [userfilter=root@pam, until=9, statusfilter=error,unknown, "
                        + "errors=1]");
    }

    private static String page(int from, int to, int total) {
        String rows = IntStream.range(from, to)
                .mapToObj(i -> String.format(
                        "{\"upid\":\"UPID:pve1:%08X:0008AF40:6B0456BF:qmstart:100:root@pam:\",\"status\":\"OK\"}", i))
                .collect(Collectors.joining(","));
        return "{\"data\":[" + rows + "],\"total\":" + total + "}";
    }

    private String sent() {
        return transport.last().toString();
    }
}

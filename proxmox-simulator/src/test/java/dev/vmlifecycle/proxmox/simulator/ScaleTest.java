package dev.vmlifecycle.proxmox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Start-up, memory and speed. The limits are generous against the figures printed, to survive a busy machine. */
class ScaleTest {

    private static final Logger LOG = LoggerFactory.getLogger(ScaleTest.class);

    @Test
    void tenThousandVms_stayBelow200Megabytes_andCallsStayCheap() {
        Api api = Api.on(Api.cluster());
        for (int vmid = 10_000; vmid < 20_000; vmid++) {
            api.simulator.operator().createForeign(vmid, vmid % 2 == 0 ? "pve1" : "pve2", "vm" + vmid);
            api.simulator.operator().powerOn(vmid);
        }
        api.pass(Duration.ofMinutes(1));

        long heap = heapAfterGc();
        long began = System.nanoTime();
        for (int i = 0; i < 2_000; i++) {
            api.call("PUT", "/nodes/pve1/qemu/10000/config", "description", "d" + i);
            api.pass(Duration.ofSeconds(1));
        }
        double each = (System.nanoTime() - began) / 1e6 / 2_000;

        LOG.info(
                "10,000 VMs: heap after GC {} MB, {} ms per write and second", heap >> 20, String.format("%.3f", each));
        assertThat(heap).isLessThan(200L << 20);
        assertThat(each).isLessThan(20);
        assertThat(api.simulator.world().vms()).hasSizeGreaterThan(10_000);
    }

    private static long heapAfterGc() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    void thousandDeploys_onASettableClock_needNoSleepAndNoThread() {
        int threads = Thread.activeCount();
        Api api = Api.on(Api.cluster());
        Deque<Integer> starting = new ArrayDeque<>();
        long began = System.nanoTime();

        for (int i = 0; i < 1_000; i++) {
            starting.add(deploy(api, 20_000 + i));
            api.pass(Duration.ofMillis(100));
        }
        api.pass(Duration.ofSeconds(10));

        LOG.info("1,000 deploys: {} ms", (System.nanoTime() - began) / 1_000_000);
        WorldSnapshot world = api.simulator.world();
        assertThat(starting)
                .allSatisfy(vmid ->
                        assertThat(world.vm(vmid).orElseThrow().running()).isTrue());
        assertThat(Invariants.violations(world)).isEmpty();
        assertThat(world.runningTasks()).isEmpty();
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
    }

    /** The calls of a deploy, as a host makes them. */
    private static int deploy(Api api, int vmid) {
        String vm = "/nodes/pve1/qemu/" + vmid;
        String upid = api.call("POST", "/nodes/pve1/qemu/9000/clone", "newid", "" + vmid, "full", "0")
                .data()
                .asText();
        while (running(api, upid)) {
            api.pass(Duration.ofMillis(100));
        }
        String digest = api.call("GET", vm + "/config").data().path("digest").asText();
        api.call("PUT", vm + "/config", "cores", "2", "memory", "1024", "digest", digest);
        api.call("PUT", vm + "/resize", "disk", "scsi0", "size", "2G");
        api.pass(Duration.ofMillis(300));
        api.call(
                "PUT",
                vm + "/config",
                "ipconfig0",
                "ip=10." + vmid / 65_536 + "." + vmid / 256 % 256 + "." + vmid % 256 + "/8");
        api.call("PUT", vm + "/firewall/options", "enable", "1");
        assertThat(api.call("POST", vm + "/status/start").summary()).isEqualTo("200 OK");
        return vmid;
    }

    private static boolean running(Api api, String upid) {
        return api.call("GET", "/nodes/pve1/tasks/" + upid + "/status")
                .data()
                .path("status")
                .asText()
                .equals("running");
    }
}

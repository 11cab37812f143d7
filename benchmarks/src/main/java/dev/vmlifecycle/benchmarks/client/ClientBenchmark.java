package dev.vmlifecycle.benchmarks.client;

import dev.vmlifecycle.benchmarks.Benchmark;
import dev.vmlifecycle.benchmarks.measure.Contest;
import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Digest;
import dev.vmlifecycle.proxmox.NodeName;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Qemu;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.Vmid;
import dev.vmlifecycle.proxmox.config.QemuConfig;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A typed configuration of 3 kB and a list of 1,000 guests of 400 kB. */
public final class ClientBenchmark implements Benchmark {

    private static final int ROUNDS = 31;
    private static final Duration ROUND = Duration.ofMillis(250);
    private static final double LEAST_SPEED = 0.9;
    private static final double MOST_ALLOCATION = 1.2;
    private static final String TOKEN_ID = "svc@pve!panel";
    private static final String SECRET = "00000000-0000-4000-8000-000000000001";

    /** Makes it; nothing is measured yet. */
    public ClientBenchmark() {}

    @Override
    public String description() {
        return "the client against bare OkHttp + Jackson typed decode, over TLS on loopback";
    }

    @Override
    public void run(PrintStream out) {
        try (LoopbackServer server = LoopbackServer.start();
                ProxmoxClient client = client(server);
                Baseline baseline = new Baseline(server, TOKEN_ID, SECRET)) {
            Qemu vm = client.node(NodeName.of("pve1")).qemu(Vmid.of(100));
            Contest config = Contest.run(() -> use(vm.config()), baseline::config, ROUNDS, ROUND);
            Contest list = Contest.run(() -> client.cluster().guests().size(), baseline::list, ROUNDS, ROUND);
            speed(out, "client-config/okhttp", config);
            speed(out, "client-list/okhttp", list);
            allocation(out, "client-alloc/okhttp", "config", config);
            allocation(out, "client-alloc/okhttp", "list", list);
            out.println("connections opened: " + server.connections() + " (expected: 2, one each)");
        }
    }

    private static long use(QemuConfig config) {
        return (long) config.cores()
                + config.digest().map(Digest::value).map(String::length).orElse(0);
    }

    private static void speed(PrintStream out, String name, Contest contest) {
        out.printf(Locale.ROOT, "RATIO %s %.2f >=%.1f (%s)%n", name, contest.speed(), LEAST_SPEED, contest.speeds());
    }

    private static void allocation(PrintStream out, String name, String what, Contest contest) {
        out.printf(
                Locale.ROOT,
                "RATIO %s %.2f <=%.1f (%s: %s)%n",
                name,
                contest.allocation(),
                MOST_ALLOCATION,
                what,
                contest.allocations());
    }

    private static ProxmoxClient client(LoopbackServer server) {
        return ProxmoxClient.builder()
                .host(server.host())
                .tls(Tls.fingerprint(server.fingerprint()))
                .auth(ApiToken.of(TOKEN_ID, Secret.of(SECRET)))
                .build();
    }
}

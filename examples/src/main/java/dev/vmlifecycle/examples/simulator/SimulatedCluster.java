package dev.vmlifecycle.examples.simulator;

import dev.vmlifecycle.proxmox.ApiToken;
import dev.vmlifecycle.proxmox.Secret;
import dev.vmlifecycle.proxmox.simulator.GuestBehaviour;
import dev.vmlifecycle.proxmox.simulator.NodeSpec;
import dev.vmlifecycle.proxmox.simulator.PveSimulator;
import dev.vmlifecycle.proxmox.simulator.SimulatorServer;
import dev.vmlifecycle.proxmox.simulator.StorageSpec;
import dev.vmlifecycle.proxmox.simulator.TaskTimes;
import dev.vmlifecycle.proxmox.simulator.TemplateSpec;
import dev.vmlifecycle.proxmox.simulator.WorldSnapshot;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A small Proxmox VE cluster behind HTTPS on the loopback address: nodes {@code pve1} and {@code pve2} with bridge
 * {@code vmbr0}, the template 9000 on {@code pve1} with a system disk of 2 GiB and a cloud-init drive, a directory storage
 * {@code local} on each node and a storage {@code shared1} that both see. Tasks take a fraction of a second. Thread-safe.
 */
public final class SimulatedCluster implements AutoCloseable {
    private static final String TOKEN = "quickstart@pve!demo";
    private static final int TEMPLATE = 9000;
    private static final int SECRET_BYTES = 16;

    private final PveSimulator simulator;
    private final SimulatorServer server;
    private final ApiToken token;

    private SimulatedCluster(PveSimulator simulator, SimulatorServer server, ApiToken token) {
        this.simulator = simulator;
        this.server = server;
        this.token = token;
    }

    /**
     * Starts the cluster on any free port, with a token whose secret is drawn anew.
     *
     * @param world the file that keeps its world; empty = the world ends with this process
     * @return the running cluster
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public static SimulatedCluster start(Optional<Path> world) {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        return start(world, 0, ApiToken.of(TOKEN, Secret.of(HexFormat.of().formatHex(random))));
    }

    /**
     * Starts the cluster.
     *
     * @param world the file that keeps its world; empty = the world ends with this process
     * @param port where it listens, a plain number as everywhere in networking; 0 for any free one
     * @param token the one token it knows
     * @return the running cluster
     * @throws java.io.UncheckedIOException when the file cannot be read or the port is taken
     */
    static SimulatedCluster start(Optional<Path> world, int port, ApiToken token) {
        StorageSpec local = StorageSpec.dir("local");
        PveSimulator.Builder cluster = PveSimulator.builder()
                .clusterName("demo")
                .nodes(NodeSpec.named("pve1"), NodeSpec.named("pve2"))
                .storages(local, StorageSpec.nfs("shared1"))
                .templates(TemplateSpec.of(TEMPLATE, "pve1", local)
                        .named("template-linux")
                        .disk("2G"))
                .token(token.id(), token.secret().reveal())
                .times(quick())
                .guest(GuestBehaviour.poweringOffAfter(Duration.ofMillis(150)));
        world.ifPresent(cluster::keptIn);
        PveSimulator simulator = cluster.build();
        return new SimulatedCluster(simulator, SimulatorServer.start(simulator, InstantSource.system(), port), token);
    }

    private static TaskTimes quick() {
        Duration brief = Duration.ofMillis(120);
        Duration copy = Duration.ofMillis(250);
        Duration power = Duration.ofMillis(200);
        return new TaskTimes(brief, copy, brief, brief, power, power, brief, brief, copy, brief);
    }

    /**
     * Where it listens.
     *
     * @return address and port
     */
    public String host() {
        return server.uri().getAuthority();
    }

    /**
     * The SHA-256 of its certificate, which is made anew at each start.
     *
     * @return the fingerprint in the form {@code AA:BB:…}
     */
    public String fingerprint() {
        return server.fingerprint();
    }

    /**
     * The one token it knows.
     *
     * @return the token with its secret
     */
    public ApiToken token() {
        return token;
    }

    /**
     * The requests it has had since it was started.
     *
     * @return how many
     */
    public long requests() {
        return simulator.requests().all().size();
    }

    /**
     * What its world looks like from inside.
     *
     * @return a picture
     */
    public WorldSnapshot world() {
        return simulator.world();
    }

    @Override
    public void close() {
        server.close();
        simulator.close();
    }
}

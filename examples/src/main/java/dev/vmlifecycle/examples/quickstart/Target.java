package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.examples.config.Connection;
import dev.vmlifecycle.examples.console.CommandFailure;
import dev.vmlifecycle.examples.simulator.SimulatedCluster;
import dev.vmlifecycle.proxmox.ProxmoxClient;
import dev.vmlifecycle.proxmox.Tls;
import dev.vmlifecycle.proxmox.error.AuthenticationException;
import dev.vmlifecycle.proxmox.error.PermissionException;
import dev.vmlifecycle.proxmox.error.ProxmoxException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The cluster that is walked on: a real one, or a simulator inside this JVM. Both are reached over HTTPS. */
final class Target implements AutoCloseable {
    private final Connection connection;
    private final ProxmoxClient client;
    private final Optional<SimulatedCluster> simulator;

    private Target(Connection connection, ProxmoxClient client, Optional<SimulatedCluster> simulator) {
        this.connection = connection;
        this.client = client;
        this.simulator = simulator;
    }

    static Target of(Configuration configuration, StateDirectory state, Optional<Crash> crash) {
        if (configuration.connection().isPresent()) {
            Connection cluster = configuration.connection().get();
            return new Target(cluster, client(cluster, crash), Optional.empty());
        }
        SimulatedCluster simulator =
                SimulatedCluster.start(state.isNamed() ? Optional.of(state.file("world.json")) : Optional.empty());
        Connection local =
                new Connection(List.of(simulator.host()), Tls.fingerprint(simulator.fingerprint()), simulator.token());
        return new Target(local, client(local, crash), Optional.of(simulator));
    }

    private static ProxmoxClient client(Connection to, Optional<Crash> crash) {
        ProxmoxClient.Builder client = ProxmoxClient.builder().auth(to.token()).tls(to.tls());
        to.hosts().forEach(client::host);
        try {
            crash.ifPresent(plan -> client.wrapTransport(wire -> new CrashingTransport(wire, plan)));
            return client.build();
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
            throw CommandFailure.usage("connection: " + e.getMessage());
        }
    }

    ProxmoxClient client() {
        return client;
    }

    /** Whether it is the simulator inside this JVM. */
    boolean isBuiltIn() {
        return simulator.isPresent();
    }

    /** How many requests the simulator has had; empty for a cluster that does not tell. */
    OptionalLong requests() {
        return simulator.map(one -> OptionalLong.of(one.requests())).orElse(OptionalLong.empty());
    }

    boolean isSimulated() {
        return simulator.isPresent();
    }

    Optional<SimulatedCluster> simulator() {
        return simulator;
    }

    /** One line about the cluster; throws when it does not answer to us. */
    String greet() {
        try {
            String where = String.join(", ", connection.hosts());
            return "cluster " + where + ": Proxmox VE " + client.version()
                    + (simulator.isPresent() ? ", simulated" : "");
        } catch (ProxmoxException e) {
            throw refusal(e);
        }
    }

    /** What a refused call means for whoever wrote the configuration. */
    CommandFailure refusal(ProxmoxException failure) {
        if (failure instanceof AuthenticationException) {
            return refusal(failure, "token " + connection.token().id(), "a token the cluster knows, with its secret");
        }
        if (failure instanceof PermissionException) {
            return refusal(failure, "token " + connection.token().id(), "the privileges of a VM administrator");
        }
        return refusal(failure, "hosts " + String.join(", ", connection.hosts()), "a Proxmox VE API that answers");
    }

    private static CommandFailure refusal(ProxmoxException failure, String what, String expected) {
        String met = String.valueOf(failure.getMessage());
        String sentence = what + ": " + met + (met.contains("(expected: ") ? "" : " (expected: " + expected + ")");
        return CommandFailure.failed(sentence, failure);
    }

    @Override
    public void close() {
        client.close();
        simulator.ifPresent(SimulatedCluster::close);
    }
}

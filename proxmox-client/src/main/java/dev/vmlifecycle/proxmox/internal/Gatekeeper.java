package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.ServerVersion;
import dev.vmlifecycle.proxmox.error.ProxmoxErrors;
import dev.vmlifecycle.proxmox.internal.gate.Gate;
import dev.vmlifecycle.proxmox.internal.gate.Gate.Otherwise;
import dev.vmlifecycle.proxmox.internal.gate.Gates;
import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps parameters from servers that do not know them. The version is asked for only when such a parameter is about to
 * be sent, by one thread for all, and again after an hour: a cluster is upgraded while its clients run.
 */
final class Gatekeeper {

    private static final Duration REMEMBERED = Duration.ofHours(1);

    private record Known(ServerVersion version, Instant readAt) {}

    private final Gates gates;
    private final InstantSource clock;
    private final SingleFlight<Known> flights = new SingleFlight<>();
    private volatile @Nullable Known known;

    Gatekeeper(Gates gates, InstantSource clock) {
        this.gates = gates;
        this.clock = clock;
    }

    /** Gives the parameters to send; refuses the call when one can neither be sent nor left out. */
    List<Param> admit(Call call, ApiPath path, List<Param> params, Budget budget, Supplier<ServerVersion> reader) {
        if (params.isEmpty()) {
            return params;
        }
        List<Param> admitted = new ArrayList<>(params.size());
        for (Param param : params) {
            Optional<Gate> gate = gates.find(call.method(), path.template(), param.name());
            if (gate.isEmpty() || isOpen(call, gate.get(), version(budget, reader))) {
                admitted.add(param);
            }
        }
        return admitted;
    }

    private static boolean isOpen(Call call, Gate gate, ServerVersion version) {
        if (!gate.isOpen(version) && gate.otherwise() == Otherwise.REFUSE) {
            throw ProxmoxErrors.unsupported(call.method(), call.path(), gate.parameter(), gate.versions(), version);
        }
        return gate.isOpen(version);
    }

    private ServerVersion version(Budget budget, Supplier<ServerVersion> reader) {
        return flights.get(this::remembered, () -> read(reader), budget, "the server's version")
                .version();
    }

    private Optional<Known> remembered() {
        return Optional.ofNullable(known)
                .filter(value -> clock.instant().isBefore(value.readAt().plus(REMEMBERED)));
    }

    private Known read(Supplier<ServerVersion> reader) {
        Known value = new Known(reader.get(), clock.instant());
        known = value;
        return value;
    }
}

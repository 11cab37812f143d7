package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.ConnectionId;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One breaker a connection, for as long as the process lives: equal ids share what the server thinks of us. Thread-safe. */
final class Breakers {
    private final InstantSource clock;
    private final Map<ConnectionId, Breaker> breakers = new ConcurrentHashMap<>();

    Breakers(InstantSource clock) {
        this.clock = clock;
    }

    Breaker of(ConnectionId connection) {
        return breakers.computeIfAbsent(connection, any -> new Breaker(clock));
    }
}

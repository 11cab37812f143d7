package dev.vmlifecycle.dns;

import dev.vmlifecycle.dns.Capabilities.Feature;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reference provider: zones in memory, optionally kept in a file. For tests, examples, and as a model of the contract.
 *
 * <p>With a file, the records are saved after every call that changed something, so that they outlive a killed process;
 * one process at a time may use a file. When saving fails, the call's changes are taken back and fail as
 * {@code TRANSIENT}. Defaults of the builder: no zones, no file, the system clock, the connection {@code memory}. Thread-safe.
 *
 * <pre>{@code
 * InMemoryDns dns = InMemoryDns.create(DnsName.parse("example.com"));
 * }</pre>
 */
public final class InMemoryDns implements DnsProvider {

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<DnsName, InMemoryZone> zones = new TreeMap<>();
    private final Set<DnsName> readOnly;
    private final ConnectionId connection;
    private final InstantSource clock;
    private final @Nullable ZoneFile file;
    private boolean closed;

    private InMemoryDns(Builder builder) {
        readOnly = Set.copyOf(builder.readOnly);
        connection = new ConnectionId(builder.connection);
        clock = builder.clock;
        file = builder.file == null ? null : new ZoneFile(builder.file);
        if (file != null) {
            zones.putAll(file.load());
        }
        builder.zones.forEach(zone -> zones.computeIfAbsent(zone, InMemoryZone::new));
    }

    /**
     * A provider with these zones, in memory only.
     *
     * @param zones the zones it serves
     * @return the provider
     */
    public static InMemoryDns create(DnsName... zones) {
        Builder builder = builder();
        for (DnsName zone : zones) {
            builder.zone(zone);
        }
        return builder.build();
    }

    /**
     * A builder with the defaults of the class.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return "memory";
    }

    @Override
    public ConnectionId connection() {
        return connection;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.basic()
                .with(Feature.LIST_ZONES, Feature.ATOMIC_BATCH, Feature.SERVER_SIDE_MERGE, Feature.MULTI_VALUE_PTR);
    }

    @Override
    public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
        return locked(() -> {
            requireOpen();
            Optional<DnsError> refusal =
                    late(limits).or(() -> unknown(zone.name())).or(() -> readOnly(zone.name()));
            if (refusal.isPresent()) {
                return failAll(changes, refusal.get());
            }
            return applyAndSave(zone(zone.name()), changes);
        });
    }

    private List<ChangeResult> applyAndSave(InMemoryZone zone, List<Change> changes) {
        InMemoryZone before = file == null ? zone : zone.copy();
        List<ChangeResult> results = changes.stream().map(zone::apply).toList();
        try {
            if (results.stream().anyMatch(result -> result.outcome() == ChangeResult.Outcome.APPLIED)) {
                save();
            }
            return results;
        } catch (UncheckedIOException e) {
            zones.put(zone.name(), before);
            return failAll(
                    changes, DnsError.of(DnsError.Kind.TRANSIENT, "records could not be saved: " + e.getMessage()));
        }
    }

    @Override
    public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
        return locked(() -> {
            requireOpen();
            Optional<DnsError> refusal = late(limits).or(() -> unknown(zone.name()));
            refusal = refusal.or(() -> zone(zone.name()).outside(name));
            if (refusal.isPresent()) {
                throw new DnsException(refusal.get());
            }
            return zone(zone.name()).at(name);
        });
    }

    @Override
    public ZoneProbe probe(ZoneRef zone, CallLimits limits) {
        return locked(() -> {
            requireOpen();
            return late(limits)
                    .or(() -> unknown(zone.name()))
                    .or(() -> readOnly(zone.name()))
                    .map(ZoneProbe::stopped)
                    .orElseGet(() -> ZoneProbe.present(ZoneProbe.Answer.YES));
        });
    }

    @Override
    public List<ZoneRef> zones(CallLimits limits) {
        return locked(() -> {
            requireOpen();
            late(limits).ifPresent(error -> {
                throw new DnsException(error);
            });
            return zones.keySet().stream().map(ZoneRef::of).toList();
        });
    }

    /**
     * Puts a set into a zone as if somebody else had written it; nothing is checked but the zone.
     *
     * @param zone a zone of this provider
     * @param rrset the set, which replaces one of the same name and type
     * @throws DnsException when the zone is unknown or the name not in it
     */
    public void plant(DnsName zone, RRset rrset) {
        locked(() -> {
            unknown(zone).or(() -> zone(zone).outside(rrset.name())).ifPresent(error -> {
                throw new DnsException(error);
            });
            zone(zone).plant(rrset);
            save();
            return zone;
        });
    }

    /**
     * All sets of all zones, for assertions; works after {@link #close()} too.
     *
     * @return the sets, by zone, name and type; a copy
     */
    public List<RRset> snapshot() {
        return locked(() ->
                zones.values().stream().flatMap(zone -> zone.all().stream()).toList());
    }

    /**
     * All sets of one zone, for assertions; works after {@link #close()} too.
     *
     * @param zone a zone
     * @return the sets, by name and type; a copy; empty when the zone is unknown
     */
    public List<RRset> snapshot(DnsName zone) {
        return locked(() -> unknown(zone).isPresent() ? List.of() : zone(zone).all());
    }

    /** Ends the connection; the records stay for {@link #snapshot()}. */
    @Override
    public void close() {
        locked(() -> closed = true);
    }

    /**
     * The zones served.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return locked(() -> "InMemoryDns" + zones.keySet());
    }

    private InMemoryZone zone(DnsName name) {
        InMemoryZone zone = zones.get(name);
        if (zone == null) {
            throw new IllegalStateException("zone: " + name + " (expected: one of " + zones.keySet() + ")");
        }
        return zone;
    }

    private Optional<DnsError> unknown(DnsName zone) {
        return zones.containsKey(zone)
                ? Optional.empty()
                : Optional.of(DnsError.of(
                        DnsError.Kind.ZONE_NOT_FOUND, "zone: " + zone + " (expected: one of " + zones.keySet() + ")"));
    }

    private Optional<DnsError> readOnly(DnsName zone) {
        return readOnly.contains(zone)
                ? Optional.of(DnsError.of(
                        DnsError.Kind.READ_ONLY_ZONE, "zone: " + zone + " is read-only (expected: one that is not)"))
                : Optional.empty();
    }

    private Optional<DnsError> late(CallLimits limits) {
        if (limits.cancellation().isCancelled() || Thread.currentThread().isInterrupted()) {
            return Optional.of(DnsError.of(DnsError.Kind.TRANSIENT, "call: cancelled (expected: time to finish)"));
        }
        Instant now = clock.instant();
        Instant deadline = limits.deadline();
        return now.isBefore(deadline)
                ? Optional.empty()
                : Optional.of(DnsError.of(
                        DnsError.Kind.TRANSIENT,
                        "deadline: " + deadline + " (expected: after " + now + ", the time now)"));
    }

    private static List<ChangeResult> failAll(List<Change> changes, DnsError error) {
        return changes.stream()
                .map(change -> ChangeResult.failed(change, error))
                .toList();
    }

    private void save() {
        if (file != null) {
            file.save(zones.values());
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("provider: closed (expected: open)");
        }
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    /** Collects the settings of an {@link InMemoryDns}; confine to one thread. */
    public static final class Builder {

        private final Set<DnsName> zones = new LinkedHashSet<>();
        private final Set<DnsName> readOnly = new LinkedHashSet<>();
        private String connection = "memory";
        private InstantSource clock = InstantSource.system();
        private @Nullable Path file;

        private Builder() {}

        /**
         * Adds a zone.
         *
         * @param zone the zone
         * @return this
         */
        public Builder zone(DnsName zone) {
            zones.add(zone);
            return this;
        }

        /**
         * Adds a zone whose records only {@link InMemoryDns#plant} changes, as a secondary server has them.
         *
         * @param zone the zone
         * @return this
         */
        public Builder readOnlyZone(DnsName zone) {
            readOnly.add(zone);
            return zone(zone);
        }

        /**
         * Sets the id of the connection.
         *
         * @param id some text; {@code memory} when not called
         * @return this
         */
        public Builder connection(String id) {
            connection = id;
            return this;
        }

        /**
         * Sets the clock that deadlines are compared with.
         *
         * @param source the clock; the system's when not called
         * @return this
         */
        public Builder clock(InstantSource source) {
            clock = source;
            return this;
        }

        /**
         * Sets the file that keeps the records; zones found in it are served too.
         *
         * @param path the file; created with the first change, its directory must exist
         * @return this
         */
        public Builder file(Path path) {
            file = path;
            return this;
        }

        /**
         * Builds the provider, and loads the file if there is one.
         *
         * @return the provider
         * @throws UncheckedIOException when the file cannot be read
         * @throws IllegalArgumentException when the file holds anything but saved records
         */
        public InMemoryDns build() {
            return new InMemoryDns(this);
        }
    }
}

package dev.vmlifecycle.dns.testkit;

import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.ZoneRef;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider is tested against. What is optional and missing shows as aborted tests, and in the printed summary.
 *
 * <p>The zones are for tests: in the forward zone only names that begin with {@code tck-} are written, and the apex's
 * addresses; in reverse zones any.
 */
public interface ProviderFixture extends AutoCloseable {

    /**
     * Opens a connection with good credentials. All connections of a fixture have one {@code ProviderContext}, as a host's
     * have.
     *
     * @return a new one at each call
     */
    DnsProvider open();

    /**
     * A forward zone that can be written.
     *
     * @return the zone
     */
    ZoneRef forwardZone();

    /**
     * A look at the zones that does not go through the provider.
     *
     * @return such as DNS queries, or the raw API
     */
    ZoneObserver observer();

    /**
     * A reverse zone of IPv4, made of octets, that can be written.
     *
     * @return the zone, empty when there is none
     */
    default Optional<ZoneRef> reverseZoneV4() {
        return Optional.empty();
    }

    /**
     * A reverse zone of IPv6, made of nibbles, that can be written.
     *
     * @return the zone, empty when there is none
     */
    default Optional<ZoneRef> reverseZoneV6() {
        return Optional.empty();
    }

    /**
     * A classless reverse zone (RFC 2317) that can be written.
     *
     * @return the zone, empty when there is none
     */
    default Optional<ZoneRef> classlessZone() {
        return Optional.empty();
    }

    /**
     * A zone that can be read only, such as a secondary one.
     *
     * @return the zone, empty when there is none
     */
    default Optional<ZoneRef> readOnlyZone() {
        return Optional.empty();
    }

    /**
     * A zone that the server does not have.
     *
     * @return the zone
     */
    default ZoneRef missingZone() {
        return ZoneRef.parse("tck-missing.example");
    }

    /**
     * Opens a connection whose credentials the server refuses.
     *
     * @return a new one, empty when there can be none
     */
    default Optional<DnsProvider> openWithWrongCredentials() {
        return Optional.empty();
    }

    /**
     * Opens a connection to a place where nothing answers.
     *
     * @return a new one, empty when there can be none
     */
    default Optional<DnsProvider> openUnreachable() {
        return Optional.empty();
    }

    /**
     * A way to make the server fail.
     *
     * @return the way, empty when there is none
     */
    default Optional<FaultInjector> faults() {
        return Optional.empty();
    }

    /**
     * Every secret of the connections opened here; none may appear in any text.
     *
     * @return the secrets
     */
    default Set<String> secrets() {
        return Set.of();
    }

    /**
     * The clock of the connections, from which deadlines are reckoned.
     *
     * @return the system's unless overridden
     */
    default InstantSource clock() {
        return InstantSource.system();
    }

    /**
     * How long one call may take here.
     *
     * @return 20 seconds unless overridden
     */
    default Duration patience() {
        return Duration.ofSeconds(20);
    }

    /** Frees what the fixture holds; does nothing unless overridden. */
    @Override
    default void close() {}
}

package dev.vmlifecycle.dns;

import java.util.List;

/**
 * One connection to one DNS service, with its credentials: the interface a provider implements.
 *
 * <p>Most providers extend {@link dev.vmlifecycle.dns.base.RRsetProvider} or
 * {@link dev.vmlifecycle.dns.base.RecordProvider}, which keep this contract for them.
 *
 * <p>Implementations are thread-safe. Any number of calls may run at the same time, for one zone too; changes to one name
 * that arrive at the same time must all take effect, so a provider whose service can only overwrite sets locks and
 * verifies. Neither {@code toString()} nor any message ever shows a credential, and nothing is logged. An implementation
 * does not override {@code equals}: two objects are two connections.
 */
public interface DnsProvider extends AutoCloseable {

    /**
     * The short name of the kind of service, for people and logs.
     *
     * @return such as {@code powerdns}; lower case, always the same
     */
    String type();

    /**
     * Which account on which server this is.
     *
     * @return the id; the same on every host and after every restart
     */
    ConnectionId connection();

    /**
     * What this provider can do. Never asks the server.
     *
     * @return the abilities as far as they are known
     */
    Capabilities capabilities();

    /**
     * Applies changes to one zone, in as few calls as the service allows, in an order that equals the order given.
     *
     * <p><b>Per change.</b> The outcome is its own: a change that fails does not hinder the others. What is already as
     * wanted is {@link ChangeResult.Outcome#NOOP} and writes nothing; taking away what is absent is such a case. Values
     * that others wrote stay unless the change means the whole set. A name outside the zone is {@code OUT_OF_ZONE} and is
     * never sent. While a CNAME stands at a name, nothing else is written there ({@code CONFLICT_CNAME}), and it is not
     * removed to make room. After {@code AUTH}, what was not yet sent is {@link ChangeResult.Outcome#SKIPPED}.
     *
     * <p><b>Repeated.</b> The same call again is harmless, also after a lost answer.
     *
     * <p><b>Time.</b> A few quick retries are the provider's business as long as they end before the deadline; a wait that
     * the server asks for is either that short or reported with {@link DnsError#retryAfter()}. Past the deadline, what is
     * left fails as {@code TRANSIENT}. A thrown cancellation does the same at once, and so does an interrupt, which stays
     * set on the thread.
     *
     * @param zone the zone, as the service knows it; unknown there: every change fails with {@code ZONE_NOT_FOUND}
     * @param changes the changes; none is allowed
     * @param limits when to give up
     * @return one result per change, in the order of the changes
     * @throws IllegalStateException when the provider is closed
     */
    List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits);

    /**
     * Reads every RRset at one name, of all types.
     *
     * @param zone the zone, as the service knows it
     * @param name a name in the zone
     * @param limits when to give up
     * @return the sets at exactly this name, ordered by type; empty when there is none; wildcards are not expanded
     * @throws DnsException when the answer could not be had, such as {@code ZONE_NOT_FOUND} or {@code OUT_OF_ZONE}
     * @throws IllegalStateException when the provider is closed
     */
    List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits);

    /**
     * Tests the connection for one zone; writes nothing and never throws for what it finds. Reads the zone's apex unless
     * overridden.
     *
     * @param zone the zone
     * @param limits when to give up
     * @return what was found
     * @throws IllegalStateException when the provider is closed
     */
    default ZoneProbe probe(ZoneRef zone, CallLimits limits) {
        try {
            read(zone, zone.name(), limits);
            return ZoneProbe.present(ZoneProbe.Answer.UNKNOWN);
        } catch (DnsException e) {
            return ZoneProbe.stopped(e.error());
        }
    }

    /**
     * The zones the credentials can see, for a panel's list to choose from.
     *
     * @param limits when to give up
     * @return the zones, ordered by name
     * @throws DnsException when the answer could not be had; {@code UNSUPPORTED} without the ability
     *     {@link Capabilities.Feature#LIST_ZONES}
     * @throws IllegalStateException when the provider is closed
     */
    default List<ZoneRef> zones(CallLimits limits) {
        throw new DnsException(DnsError.of(DnsError.Kind.UNSUPPORTED, type() + " cannot list its zones"));
    }

    /** Frees what the connection holds; calling it again does nothing. Calls under way may fail. */
    @Override
    void close();
}

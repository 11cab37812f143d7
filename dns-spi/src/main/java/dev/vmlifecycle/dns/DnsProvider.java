package dev.vmlifecycle.dns;

import java.time.Instant;
import java.util.List;

/**
 * One connection to one DNS service, with its credentials: the interface a provider implements.
 *
 * <p>Implementations are thread-safe. Calls for different zones may run at the same time; changes to one name that arrive
 * at the same time must all take effect, so a provider whose service can only overwrite sets locks and verifies. Neither
 * {@code toString()} nor any message ever shows a credential. An implementation does not override {@code equals}: two
 * objects are two connections.
 */
public interface DnsProvider extends AutoCloseable {

    /**
     * The short name of the kind of service, for people and logs.
     *
     * @return such as {@code powerdns}; lower case, always the same
     */
    String type();

    /**
     * Applies changes to one zone, in as few calls as the service allows, in an order that equals the order given.
     *
     * <p><b>Per change.</b> The outcome is its own: a change that fails does not hinder the others. What is already as
     * wanted is {@link ChangeResult.Outcome#NOOP} and writes nothing; taking away what is absent is such a case. Values
     * that others wrote stay unless the change means the whole set. A name outside the zone is {@code OUT_OF_ZONE} and is
     * never sent. While a CNAME stands at a name, nothing else is written there ({@code CONFLICT_CNAME}), and it is not
     * removed to make room.
     *
     * <p><b>Repeated.</b> The same call again is harmless, also after a lost answer.
     *
     * <p><b>Time.</b> A few quick retries are the provider's business as long as they end before the deadline; past it,
     * what is left fails as {@code TRANSIENT}. An interrupt does the same, and stays set on the thread.
     *
     * @param zone the zone, as the service knows it; unknown there: every change fails with {@code ZONE_NOT_FOUND}
     * @param changes the changes; none is allowed
     * @param deadline when to give up
     * @return one result per change, in the order of the changes
     * @throws IllegalStateException when the provider is closed
     */
    List<ChangeResult> apply(DnsName zone, List<Change> changes, Instant deadline);

    /**
     * Reads every RRset at one name, of all types.
     *
     * @param zone the zone, as the service knows it
     * @param name a name in the zone
     * @param deadline when to give up
     * @return the sets at exactly this name, ordered by type; empty when there is none; wildcards are not expanded
     * @throws DnsException when the answer could not be had, such as {@code ZONE_NOT_FOUND} or {@code OUT_OF_ZONE}
     * @throws IllegalStateException when the provider is closed
     */
    List<RRset> read(DnsName zone, DnsName name, Instant deadline);

    /** Frees what the connection holds; calling it again does nothing. Calls under way may fail. */
    @Override
    void close();
}

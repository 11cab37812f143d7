package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A provider for a service whose API knows whole sets: three methods to write.
 *
 * <p>Union, difference, taking turns and verifying are {@link BatchProvider}'s business.
 */
public abstract class RRsetProvider extends BatchProvider {

    /**
     * A provider.
     *
     * @param type the kind of service
     * @param connection which account on which server
     * @param context what the host lends
     */
    protected RRsetProvider(String type, ConnectionId connection, ProviderContext context) {
        super(type, connection, context);
    }

    /**
     * Reads the sets of all types at one name.
     *
     * @param zone the zone
     * @param name a name in it
     * @param limits when to give up
     * @return the sets; none is no error
     * @throws DnsException when they could not be had
     */
    protected abstract List<RRset> sets(ZoneRef zone, DnsName name, CallLimits limits);

    /**
     * Creates or replaces a set. Repeating it is harmless.
     *
     * @param zone the zone
     * @param set the set as it is to be
     * @param limits when to give up
     * @throws DnsException when it was refused
     */
    protected abstract void put(ZoneRef zone, RRset set, CallLimits limits);

    /**
     * Deletes a set; one that is absent is no error.
     *
     * @param zone the zone
     * @param key the set
     * @param limits when to give up
     * @throws DnsException when it was refused
     */
    protected abstract void delete(ZoneRef zone, RRsetKey key, CallLimits limits);

    @Override
    protected WriteStyle writeStyle() {
        return WriteStyle.OVERWRITES;
    }

    @Override
    protected final Map<DnsName, List<StoredRecord>> fetch(ZoneRef zone, Set<DnsName> names, CallLimits limits) {
        return fetchEach(names, name -> {
            List<StoredRecord> records = new ArrayList<>();
            for (RRset set : sets(zone, name, limits)) {
                set.values().forEach(value -> records.add(new StoredRecord(value, set.type(), set.ttl(), value)));
            }
            return records;
        });
    }

    @Override
    protected final void write(ZoneRef zone, List<Edit> edits, WriteStyle style, CallLimits limits) {
        for (Edit edit : edits) {
            edit.after().ifPresentOrElse(set -> put(zone, set, limits), () -> delete(zone, edit.key(), limits));
        }
    }
}

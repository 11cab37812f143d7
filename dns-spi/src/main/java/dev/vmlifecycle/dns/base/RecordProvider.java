package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RecordType;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A provider for a service whose API knows single records by an id: three methods to write.
 *
 * <p>A record is created before the one it replaces is deleted, so that a name never disappears, except where the service
 * could not hold both: a CNAME, and a record that only gets another TTL.
 */
public abstract class RecordProvider extends BatchProvider {

    /**
     * A provider.
     *
     * @param type the kind of service
     * @param connection which account on which server
     * @param context what the host lends
     */
    protected RecordProvider(String type, ConnectionId connection, ProviderContext context) {
        super(type, connection, context);
    }

    /**
     * Lists the records of all types at one name.
     *
     * @param zone the zone
     * @param name a name in it
     * @param limits when to give up
     * @return the records with their ids; none is no error
     * @throws DnsException when they could not be had
     */
    protected abstract List<StoredRecord> list(ZoneRef zone, DnsName name, CallLimits limits);

    /**
     * Creates a record; one that is already there is no error.
     *
     * @param zone the zone
     * @param record the record
     * @param limits when to give up
     * @throws DnsException when it was refused
     */
    protected abstract void create(ZoneRef zone, NewRecord record, CallLimits limits);

    /**
     * Deletes a record; one that is absent is no error.
     *
     * @param zone the zone
     * @param name the owner name
     * @param record the record as it was listed
     * @param limits when to give up
     * @throws DnsException when it was refused
     * @throws StaleRecordsException when the id may stand for another record by now
     */
    protected abstract void delete(ZoneRef zone, DnsName name, StoredRecord record, CallLimits limits);

    @Override
    protected WriteStyle writeStyle() {
        return WriteStyle.ADDS;
    }

    /** Lists name by name; a service that only lists whole zones overrides it, to list a zone once. */
    @Override
    protected Map<DnsName, List<StoredRecord>> fetch(ZoneRef zone, Set<DnsName> names, CallLimits limits) {
        return fetchEach(names, name -> list(zone, name, limits));
    }

    @Override
    protected final void write(ZoneRef zone, List<Edit> edits, WriteStyle style, CallLimits limits) {
        edits.forEach(edit -> write(zone, edit, limits));
    }

    private void write(ZoneRef zone, Edit edit, CallLimits limits) {
        boolean alone = edit.key().type().equals(RecordType.CNAME);
        DnsName name = edit.key().name();
        if (alone) {
            edit.removed().forEach(record -> delete(zone, name, record, limits));
        }
        edit.additions().forEach(record -> create(zone, record, limits));
        for (StoredRecord record : edit.retimed()) {
            Ttl ttl = edit.after().orElseThrow().ttl();
            delete(zone, name, record, limits);
            create(zone, new NewRecord(name, record.type(), ttl, record.value()), limits);
        }
        if (!alone) {
            edit.removed().forEach(record -> delete(zone, name, record, limits));
        }
    }
}

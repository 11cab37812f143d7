package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import java.util.ArrayList;
import java.util.List;

/** A service of single records, which stores a value twice when told twice. */
final class FakeRecords extends RecordProvider {

    record Stored(DnsName name, StoredRecord record) {}

    final FakeService service = new FakeService();
    final List<Stored> records = new ArrayList<>();
    private int ids;

    FakeRecords(ProviderContext context) {
        super("fake-records", new ConnectionId("fake"), context);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.basic();
    }

    List<String> values() {
        synchronized (records) {
            return records.stream().map(stored -> stored.record().value()).toList();
        }
    }

    @Override
    protected List<StoredRecord> list(ZoneRef zone, DnsName name, CallLimits limits) {
        service.called("read " + name);
        synchronized (records) {
            return records.stream()
                    .filter(stored -> stored.name().equals(name))
                    .map(Stored::record)
                    .toList();
        }
    }

    @Override
    protected void create(ZoneRef zone, NewRecord record, CallLimits limits) {
        synchronized (records) {
            ids++;
            records.add(new Stored(
                    record.name(), new StoredRecord("id" + ids, record.type(), record.ttl(), record.value())));
        }
        // after the effect: the answer may get lost
        service.called("create " + record.value() + " " + record.ttl());
    }

    @Override
    protected void delete(ZoneRef zone, DnsName name, StoredRecord record, CallLimits limits) {
        service.called("delete " + record.value());
        synchronized (records) {
            records.removeIf(stored -> stored.record().id().equals(record.id()));
        }
    }
}

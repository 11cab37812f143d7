package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.RRsetKey;
import dev.vmlifecycle.dns.Ttl;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A service of whole sets, which overwrites. */
final class FakeSets extends RRsetProvider {

    static final String REFUSED_VALUE = "192.0.2.66";

    final FakeService service = new FakeService();
    final Map<RRsetKey, RRset> sets = new ConcurrentSkipListMap<>();

    FakeSets(ProviderContext context) {
        super("fake-sets", new ConnectionId("fake"), context);
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.basic().withTtls(Ttl.ofSeconds(60), Ttl.ofSeconds(86400));
    }

    @Override
    protected List<RRset> sets(ZoneRef zone, DnsName name, CallLimits limits) {
        service.called("read " + name);
        return sets.values().stream().filter(set -> set.name().equals(name)).toList();
    }

    @Override
    protected void put(ZoneRef zone, RRset set, CallLimits limits) {
        service.interfere();
        service.called("put " + set);
        if (set.values().contains(REFUSED_VALUE)) {
            throw new DnsException(DnsError.of(DnsError.Kind.INVALID_VALUE, "refused"));
        }
        sets.put(set.key(), set);
    }

    @Override
    protected void delete(ZoneRef zone, RRsetKey key, CallLimits limits) {
        service.interfere();
        service.called("delete " + key);
        sets.remove(key);
    }
}

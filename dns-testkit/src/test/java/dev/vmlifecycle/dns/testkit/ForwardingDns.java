package dev.vmlifecycle.dns.testkit;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.List;

/** Passes every call on; what a mutant overrides is its defect. */
class ForwardingDns implements DnsProvider {

    final DnsProvider good;

    ForwardingDns(DnsProvider good) {
        this.good = good;
    }

    @Override
    public String type() {
        return good.type();
    }

    @Override
    public ConnectionId connection() {
        return good.connection();
    }

    @Override
    public Capabilities capabilities() {
        return good.capabilities();
    }

    @Override
    public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
        return good.apply(zone, changes, limits);
    }

    @Override
    public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
        return good.read(zone, name, limits);
    }

    @Override
    public ZoneProbe probe(ZoneRef zone, CallLimits limits) {
        return good.probe(zone, limits);
    }

    @Override
    public List<ZoneRef> zones(CallLimits limits) {
        return good.zones(limits);
    }

    @Override
    public void close() {
        good.close();
    }

    @Override
    public String toString() {
        return good.toString();
    }
}

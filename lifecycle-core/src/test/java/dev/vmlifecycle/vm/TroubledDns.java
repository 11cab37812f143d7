package dev.vmlifecycle.vm;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.InMemoryDns;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A connection of its own to the world's DNS that has troubles as it is told. */
final class TroubledDns implements DnsProvider {
    /** What happens instead of a call; empty: the call. */
    @FunctionalInterface
    interface Trouble {
        Optional<DnsError> meet(CallLimits limits);
    }

    final List<DnsName> calls = Collections.synchronizedList(new ArrayList<>());
    volatile Trouble trouble = limits -> Optional.empty();
    volatile UnaryOperator<List<ChangeResult>> answer = results -> results;
    private final String type;
    private final InMemoryDns dns;

    TroubledDns(String type, InMemoryDns dns) {
        this.type = type;
        this.dns = dns;
    }

    void answersWith(DnsError error) {
        trouble = limits -> Optional.of(error);
    }

    void recovers() {
        trouble = limits -> Optional.empty();
        answer = results -> results;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public ConnectionId connection() {
        return new ConnectionId(type);
    }

    @Override
    public Capabilities capabilities() {
        return dns.capabilities();
    }

    @Override
    public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
        calls.add(zone.name());
        Optional<DnsError> error = trouble.meet(limits);
        return error.isPresent()
                ? changes.stream()
                        .map(change -> ChangeResult.failed(change, error.get()))
                        .toList()
                : answer.apply(dns.apply(zone, changes, limits));
    }

    @Override
    public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
        return dns.read(zone, name, limits);
    }

    @Override
    public void close() {}
}

package dev.vmlifecycle.vm.internal.dns;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.ZoneRef;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** A connection that answers as it is told. */
final class StubDns implements DnsProvider {
    final AtomicInteger calls = new AtomicInteger();
    private final String type;
    private final BiFunction<List<Change>, CallLimits, List<ChangeResult>> answer;

    StubDns(String type, BiFunction<List<Change>, CallLimits, List<ChangeResult>> answer) {
        this.type = type;
        this.answer = answer;
    }

    static StubDns obedient(String type) {
        return new StubDns(type, (changes, limits) -> applied(changes));
    }

    static List<ChangeResult> applied(List<Change> changes) {
        return changes.stream().map(ChangeResult::applied).toList();
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
        return Capabilities.basic();
    }

    @Override
    public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
        calls.incrementAndGet();
        return answer.apply(changes, limits);
    }

    @Override
    public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
        return List.of();
    }

    @Override
    public void close() {}
}

package dev.vmlifecycle.dns.plugin;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Capabilities;
import dev.vmlifecycle.dns.Change;
import dev.vmlifecycle.dns.ChangeResult;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.DnsProvider;
import dev.vmlifecycle.dns.RRset;
import dev.vmlifecycle.dns.ZoneProbe;
import dev.vmlifecycle.dns.ZoneRef;
import dev.vmlifecycle.dns.plugin.ProviderCatalog.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Holds a plugin to its contract: what it throws becomes a result, and no message leaves with a secret in it. */
final class GuardedProvider implements DnsProvider {

    private final String type;
    private final DnsProvider plugin;
    private final ConnectionId connection;
    private final Redactor redactor;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Capabilities known;

    private GuardedProvider(String type, DnsProvider plugin, Redactor redactor) {
        this.type = type;
        this.plugin = plugin;
        this.connection = plugin.connection();
        this.redactor = redactor;
        this.known = plugin.capabilities();
    }

    static DnsProvider open(Plugin found, ProviderConfig config, ProviderContext context) {
        String type = found.schema().type();
        try {
            return new GuardedProvider(type, found.factory().open(config, context), Redactor.of(config.secrets()));
        } catch (ConfigException e) {
            throw e;
        } catch (Throwable e) {
            // neither cause nor message: both are the plugin's, and may hold what it was configured with
            throw new ConfigException(
                    type,
                    List.of(new ConfigFault(
                            type, ConfigFault.Problem.INVALID, "a plugin that opens; it threw " + Contained.name(e))));
        }
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public ConnectionId connection() {
        return connection;
    }

    @Override
    public Capabilities capabilities() {
        try {
            known = plugin.capabilities();
        } catch (Throwable e) {
            // the last that was known stands
            Contained.name(e);
            return known;
        }
        return known;
    }

    @Override
    public List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
        requireOpen();
        try {
            List<ChangeResult> results = plugin.apply(zone, changes, limits);
            List<Change> answered = results.stream().map(ChangeResult::change).toList();
            if (!answered.equals(changes)) {
                return failAll(changes, defect("answered " + results.size() + " results, not one per change in order"));
            }
            return results.stream().map(this::clean).toList();
        } catch (DnsException e) {
            return failAll(changes, clean(e.error()));
        } catch (Throwable e) {
            return failAll(changes, defect("threw " + Contained.name(e)));
        }
    }

    @Override
    public List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
        return guarded(() -> List.copyOf(plugin.read(zone, name, limits)));
    }

    @Override
    public List<ZoneRef> zones(CallLimits limits) {
        return guarded(() -> List.copyOf(plugin.zones(limits)));
    }

    @Override
    public ZoneProbe probe(ZoneRef zone, CallLimits limits) {
        try {
            ZoneProbe probe = guarded(() -> plugin.probe(zone, limits));
            return new ZoneProbe(
                    probe.reachable(),
                    probe.authorised(),
                    probe.present(),
                    probe.writable(),
                    probe.error().map(this::clean));
        } catch (DnsException e) {
            return ZoneProbe.stopped(e.error());
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            plugin.close();
        } catch (Throwable e) {
            // a host that is closing has nobody to tell, and the connection is of no use any more
            Contained.name(e);
        }
    }

    /**
     * Which connection this is.
     *
     * @return its id
     */
    @Override
    public String toString() {
        return redactor.clean(connection.toString());
    }

    private <T> T guarded(Supplier<T> call) {
        requireOpen();
        try {
            return call.get();
        } catch (DnsException e) {
            // the cause is dropped: its message may hold what ours must not
            throw new DnsException(clean(e.error()));
        } catch (Throwable e) {
            throw new DnsException(defect("threw " + Contained.name(e)));
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("provider: closed (expected: open)");
        }
    }

    private DnsError defect(String what) {
        return DnsError.of(DnsError.Kind.UNKNOWN, "plugin " + type + " broke its contract: " + what);
    }

    private ChangeResult clean(ChangeResult result) {
        Optional<DnsError> error = result.error().map(this::clean);
        return new ChangeResult(result.change(), result.outcome(), error);
    }

    private DnsError clean(DnsError error) {
        DnsError shown = error.withMessage(redactor.clean(error.safeMessage()));
        return error.providerCode()
                .map(code -> shown.withCode(redactor.clean(code)))
                .orElse(shown);
    }

    private static List<ChangeResult> failAll(List<Change> changes, DnsError error) {
        List<ChangeResult> results = new ArrayList<>();
        changes.forEach(change -> results.add(ChangeResult.failed(change, error)));
        return results;
    }
}

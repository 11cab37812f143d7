package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.CallLimits;
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
import dev.vmlifecycle.dns.plugin.ProviderContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A provider by reading the records of names and writing edits, many in one call.
 *
 * <p>Kept here: names outside the zone are never sent; what is already so is not written; a CNAME is respected; TTLs stay
 * within limits, and an existing set keeps its own; types the provider lacks are refused; several changes of one set
 * become one edit; a batch of which one part is refused is divided until only that part fails; what may pass by itself is
 * tried again a few times within the deadline; writers of one zone take turns, read again and repeat as the
 * {@link WriteStyle} needs; after an error that concerns the whole connection the rest is skipped. Thread-safe when the
 * subclass's methods are.
 */
public abstract class BatchProvider implements DnsProvider {

    private final String type;
    private final ConnectionId connection;
    private final ProviderContext context;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A provider.
     *
     * @param type the kind of service
     * @param connection which account on which server
     * @param context what the host lends
     */
    protected BatchProvider(String type, ConnectionId connection, ProviderContext context) {
        this.type = type;
        this.connection = connection;
        this.context = context;
    }

    /**
     * Reads the records of all types at some names.
     *
     * @param zone the zone
     * @param names names in the zone; at least one
     * @param limits when to give up
     * @return the records by name; a name without records may be missing, and more names than asked for may be there
     * @throws DnsException when they could not be had
     */
    protected abstract Map<DnsName, List<StoredRecord>> fetch(ZoneRef zone, Set<DnsName> names, CallLimits limits);

    /**
     * Writes edits; each is needed, allowed and of its own RRset, and deletions come first.
     *
     * @param zone the zone
     * @param edits at most {@link #editsPerWrite()}
     * @param style what {@link #writeStyle()} said before the records were read; by it the lock was taken or not
     * @param limits when to give up
     * @throws StaleRecordsException when the records are found to have changed since they were read
     * @throws DnsException when anything was refused; what was written nevertheless does no harm
     */
    protected abstract void write(ZoneRef zone, List<Edit> edits, WriteStyle style, CallLimits limits);

    /**
     * {@return how the service stores what it is sent; may change while the server is being learnt about}
     */
    protected abstract WriteStyle writeStyle();

    /**
     * {@return how many edits one call of {@link #write} gets at most; 1 unless overridden}
     */
    protected int editsPerWrite() {
        return 1;
    }

    /**
     * Called once after the last write of a call, when anything was written; such as for a reload. Does nothing unless
     * overridden. When it throws, the written changes fail with its error.
     *
     * @param zone the zone
     * @param limits when to give up
     */
    protected void finish(ZoneRef zone, CallLimits limits) {}

    /**
     * Whether a zone that was found can be written; asked by {@link #probe}. Unknown unless overridden.
     *
     * @param zone the zone
     * @param limits when to give up
     * @return what is known
     * @throws DnsException with {@code READ_ONLY_ZONE} when it cannot
     */
    protected ZoneProbe.Answer writable(ZoneRef zone, CallLimits limits) {
        return ZoneProbe.Answer.UNKNOWN;
    }

    /** Frees what the connection holds; called once. Does nothing unless overridden. */
    protected void closeConnection() {}

    /**
     * {@return what the host lends}
     */
    protected final ProviderContext context() {
        return context;
    }

    /**
     * Reads names one by one, several at a time where the host lends the threads.
     *
     * @param names the names
     * @param read reads one
     * @return the records by name
     */
    protected final Map<DnsName, List<StoredRecord>> fetchEach(
            Collection<DnsName> names, Function<DnsName, List<StoredRecord>> read) {
        return ParallelReads.of(names, context.readers(), read);
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final ConnectionId connection() {
        return connection;
    }

    @Override
    public final List<ChangeResult> apply(ZoneRef zone, List<Change> changes, CallLimits limits) {
        requireOpen();
        return new BatchRun(this, zone, changes, limits).run();
    }

    @Override
    public final List<RRset> read(ZoneRef zone, DnsName name, CallLimits limits) {
        requireOpen();
        Optional<DnsError> outside = Plan.outside(zone.name(), name);
        if (outside.isPresent()) {
            throw new DnsException(outside.get());
        }
        Map<DnsName, List<StoredRecord>> found = retrying(limits, () -> fetch(zone, Set.of(name), limits));
        return Plan.sets(name, found.getOrDefault(name, List.of()));
    }

    @Override
    public final ZoneProbe probe(ZoneRef zone, CallLimits limits) {
        requireOpen();
        try {
            return retrying(limits, () -> {
                fetch(zone, Set.of(zone.name()), limits);
                return ZoneProbe.present(writable(zone, limits));
            });
        } catch (DnsException e) {
            return ZoneProbe.stopped(e.error());
        }
    }

    @Override
    public final void close() {
        if (!closed.getAndSet(true)) {
            closeConnection();
        }
    }

    /**
     * Which connection this is.
     *
     * @return its id
     */
    @Override
    public String toString() {
        return connection.toString();
    }

    /**
     * Makes a read of the subclass with a few quick retries.
     *
     * @param limits when to give up
     * @param call the read
     * @param <T> what it reads
     * @return what was read
     * @throws DnsException when it could not be had
     * @throws IllegalStateException when the provider is closed
     */
    protected final <T> T retrying(CallLimits limits, Supplier<T> call) {
        requireOpen();
        Patience patience = new Patience(context, limits);
        while (true) {
            patience.over().ifPresent(error -> {
                throw new DnsException(error);
            });
            try {
                return call.get();
            } catch (DnsException e) {
                if (!patience.waitAfter(e.error())) {
                    throw e;
                }
            } catch (RuntimeException e) {
                throw new DnsException(defect(e));
            }
        }
    }

    /** What a fault of the subclass becomes; its message may hold anything, so that only its name is shown. */
    DnsError defect(RuntimeException e) {
        return DnsError.of(
                DnsError.Kind.UNKNOWN,
                "provider " + type + " failed: " + e.getClass().getSimpleName());
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("provider: closed (expected: open)");
        }
    }
}

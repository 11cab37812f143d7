package dev.vmlifecycle.dns.base;

import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsException;
import dev.vmlifecycle.dns.DnsName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads many names, some at a time. The caller reads too and waits only for reads that somebody has begun, so that an
 * executor without a free thread, such as the one the caller runs on, cannot block it.
 */
final class ParallelReads {

    private static final int MOST_AT_ONCE = 8;

    private final List<DnsName> names;
    private final Function<DnsName, List<StoredRecord>> read;
    private final Map<DnsName, List<StoredRecord>> found = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final CountDownLatch left;

    private ParallelReads(Collection<DnsName> names, Function<DnsName, List<StoredRecord>> read) {
        this.names = List.copyOf(names);
        this.read = read;
        this.left = new CountDownLatch(names.size());
    }

    static Map<DnsName, List<StoredRecord>> of(
            Collection<DnsName> names, Executor helpers, Function<DnsName, List<StoredRecord>> read) {
        return new ParallelReads(names, read).run(helpers);
    }

    private Map<DnsName, List<StoredRecord>> run(Executor helpers) {
        for (int i = 1; i < Math.min(names.size(), MOST_AT_ONCE); i++) {
            try {
                helpers.execute(this::work);
            } catch (RejectedExecutionException e) {
                // no help to be had; the caller does it all
                break;
            }
        }
        work();
        try {
            left.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DnsException(
                    DnsError.of(DnsError.Kind.TRANSIENT, "call: interrupted (expected: time to finish)"), e);
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return found;
    }

    private void work() {
        for (int i = next.getAndIncrement(); i < names.size(); i = next.getAndIncrement()) {
            try {
                // after a failure the rest is of no use
                if (failure.get() == null) {
                    found.put(names.get(i), List.copyOf(read.apply(names.get(i))));
                }
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                left.countDown();
            }
        }
    }
}

package dev.vmlifecycle.vm.internal.dns;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that wait for DNS servers: none until needed, at most sixteen, gone when idle, ended with the facade. */
public final class DnsWorkers implements Executor, AutoCloseable {
    private static final int MOST = 16;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    private DnsWorkers(ThreadPoolExecutor pool) {
        this.pool = pool;
    }

    /**
     * Makes them; starts none.
     *
     * @return the workers
     */
    public static DnsWorkers create() {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "vm-lifecycle-dns-" + number.incrementAndGet());
                    // a server that never answers must not keep the application from ending
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return new DnsWorkers(pool);
    }

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    /** Interrupts what runs and ends the threads. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}

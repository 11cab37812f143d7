package dev.vmlifecycle.vm.internal;

import dev.vmlifecycle.engine.EngineEvent;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes with the VMs in continuous mode: delivers notifications as runs end, and sets off DNS repairs. Looks every second for what
 * other hosts left; a store that is down is asked again and again, with growing pauses, for ever.
 */
public final class Chores implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LONGEST_OUTAGE = 10;
    private static final Duration END = Duration.ofSeconds(5);

    private final DnsRepairs repairs;
    private final Outbox outbox;
    private final Semaphore news = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile boolean closed;

    /**
     * Makes them; nothing runs before {@link #run}.
     *
     * @param repairs what sets off repairs
     * @param outbox what delivers
     */
    public Chores(DnsRepairs repairs, Outbox outbox) {
        this.repairs = repairs;
        this.outbox = outbox;
    }

    /**
     * Hears what the engine tells; a run that ended may have left something to deliver.
     *
     * @param event what happened
     */
    public void told(EngineEvent event) {
        if (event instanceof EngineEvent.RunClosed) {
            news.release();
        }
    }

    @Override
    public void run() {
        begun = true;
        int outages = 0;
        try {
            while (!closed) {
                outages = done() ? 0 : Math.min(outages + 1, LONGEST_OUTAGE);
                var unused =
                        news.tryAcquire(LOOK.multipliedBy(Math.max(1, outages)).toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            LOG.info("interrupted by the host: no more notifications are delivered");
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private boolean done() {
        try {
            repairs.begin();
            outbox.deliver();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("notifications cannot be delivered now: {}", e.toString());
            return false;
        }
    }

    /** Ends the loop and waits until it touches the store no more, at most 5 s: a notifier that hangs is left behind. */
    @Override
    public void close() {
        closed = true;
        news.release();
        try {
            if (begun && !ended.await(END.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("closed while a notification is being delivered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine's only thread of its own: renews all leases each third of a lease, and enforces deadlines. Starts late. */
final class LeaseTimer {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseTimer.class);

    private final ActiveClaims claims;
    private final EngineSettings.Leasing leasing;
    private final Duration shortest;
    private @Nullable ScheduledThreadPoolExecutor thread;
    private boolean stopped;

    LeaseTimer(ActiveClaims claims, EngineSettings.Leasing leasing, Optional<Duration> shortestWithin) {
        this.claims = claims;
        this.leasing = leasing;
        this.shortest = shortestWithin
                .filter(time -> time.compareTo(leasing.stepDeadline()) < 0)
                .orElse(leasing.stepDeadline());
    }

    synchronized void start() {
        if (!leasing.renew() || stopped || thread != null) {
            return;
        }
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, this::daemon);
        repeat(timer, leasing.lease().dividedBy(3), claims::renew);
        repeat(timer, look(shortest), claims::expire);
        repeat(timer, look(leasing.stuckAfter()), () -> claims.warnOfStuck(leasing.stuckAfter()));
        thread = timer;
    }

    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    private static Duration look(Duration deadline) {
        long millis = Math.min(Math.max(deadline.toMillis() / 10, 10), 1000);
        return Duration.ofMillis(millis);
    }

    private static void repeat(ScheduledThreadPoolExecutor timer, Duration every, Runnable task) {
        long millis = every.toMillis();
        var unused = timer.scheduleWithFixedDelay(() -> guarded(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("leases could not be renewed, trying again", e);
        }
    }

    private Thread daemon(Runnable task) {
        Thread timer = new Thread(task, "vm-lifecycle-leases-" + leasing.owner());
        timer.setDaemon(true);
        return timer;
    }
}

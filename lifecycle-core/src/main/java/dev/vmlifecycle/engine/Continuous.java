package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endless loop: claims as many subjects as there are free hands, and waits for the next due time, a wake-up or a free hand. A
 * long step keeps its own hand busy and nothing else.
 *
 * <p>Other hosts' submissions are found by looking every {@link #POLL}; a store that is down is asked again and again, with
 * growing pauses, for ever. A subject that asks to be looked at again without delay is claimed but kept for {@link #POLL} before it
 * is given back, so that it neither spins nor hides the others.
 */
final class Continuous<C> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Continuous.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration FOLLOW = Duration.ofSeconds(10);
    private static final Pacing OUTAGE = Pacing.backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    private final EngineSettings<C> settings;
    private final Worker<C> worker;
    private final WakeUps wakeUps;
    private final BooleanSupplier closed;
    private final Crew<C> crew;
    private final Set<String> spinning = new HashSet<>();
    private final List<Parked> parked = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Instant followAt = Instant.MIN;
    private volatile boolean begun;
    private int outages;
    private volatile boolean interrupted;

    private record Parked(Claim claim, Instant until) {}

    Continuous(
            EngineSettings<C> settings,
            Worker<C> worker,
            WakeUps wakeUps,
            BooleanSupplier closed,
            Executor executor,
            int parallelism) {
        this.settings = settings;
        this.worker = worker;
        this.wakeUps = wakeUps;
        this.closed = closed;
        this.crew = new Crew<>(
                worker, executor, parallelism, settings.inFlight(), () -> interrupted || closed.getAsBoolean());
    }

    /** Waits until the loop touches the store no more; at once when it never began. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        if (begun && !ended.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("closed while the loop still waits for the store");
        }
    }

    @Override
    public void run() {
        begun = true;
        wakeUps.add(crew);
        try {
            while (!closed.getAsBoolean()) {
                round();
            }
        } catch (InterruptedException e) {
            LOG.info("interrupted by the host: no more is claimed");
            interrupted = true;
            Thread.currentThread().interrupt();
        } finally {
            crew.leave();
            wakeUps.remove(crew);
            parked.forEach(held -> worker.release(held.claim()));
            ended.countDown();
        }
    }

    private void round() throws InterruptedException {
        followClock();
        releaseParked();
        Optional<Duration> pause = claimed();
        if (pause.isPresent() && !closed.getAsBoolean()) {
            crew.await(pause.get()).ifPresent(this::count);
        }
        for (Optional<WorkReport> report = crew.poll(); report.isPresent(); report = crew.poll()) {
            report.ifPresent(this::count);
        }
    }

    /** Claims for the free hands; answers how long to wait when there was nothing to claim. */
    private Optional<Duration> claimed() throws InterruptedException {
        int free = crew.free();
        if (free == 0) {
            return Optional.of(POLL);
        }
        try {
            List<Claim> claims = worker.claim(free);
            outages = 0;
            for (Claim claim : claims) {
                handOut(claim);
            }
            return claims.isEmpty() ? Optional.of(untilDue()) : Optional.empty();
        } catch (RuntimeException e) {
            outages++;
            LOG.warn("nothing could be claimed ({} in a row): {}", outages, e.toString());
            return Optional.of(
                    new EngineSettings.Pace(OUTAGE, 1, settings.pace().random()).delay(outages, ErrorKind.TRANSIENT));
        }
    }

    private void handOut(Claim claim) throws InterruptedException {
        String key = claim.fence().key();
        while (crew.isOn(key)) {
            crew.await(POLL).ifPresent(this::count);
        }
        if (spinning.contains(key)) {
            parked.add(new Parked(claim, settings.clock().instant().plus(POLL)));
        } else if (!crew.give(claim)) {
            crew.await(POLL).ifPresent(this::count);
        }
    }

    private void count(WorkReport report) {
        if (report.again() == WorkReport.Again.WHEN_DUE) {
            spinning.remove(report.key());
        } else {
            spinning.add(report.key());
        }
    }

    private void releaseParked() {
        Instant now = settings.clock().instant();
        for (Parked held : List.copyOf(parked)) {
            if (!now.isBefore(held.until())) {
                parked.remove(held);
                spinning.remove(held.claim().fence().key());
                worker.release(held.claim());
            }
        }
    }

    private Duration untilDue() {
        return settings.store()
                .nextDue()
                .map(due -> Duration.between(settings.clock().instant(), due))
                .filter(left -> left.compareTo(POLL) < 0)
                .map(left -> left.isNegative() ? Duration.ofMillis(1) : left.plusMillis(1))
                .orElse(POLL);
    }

    private void followClock() {
        Instant now = settings.clock().instant();
        if (now.isBefore(followAt)) {
            return;
        }
        try {
            settings.clock().follow();
        } catch (RuntimeException e) {
            LOG.debug("the store's clock cannot be read", e);
        }
        followAt = settings.clock().instant().plus(FOLLOW);
    }
}

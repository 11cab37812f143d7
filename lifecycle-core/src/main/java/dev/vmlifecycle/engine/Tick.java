package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tick: claims as many subjects as there are free hands, hands them out, and waits for what becomes due. Confined to the
 * caller's thread.
 *
 * <p>A subject that asks to be looked at again without delay is looked at once per tick: claimed a second time, it is
 * <i>parked</i>, that is held untouched to the end of the tick, so that it neither spins nor hides the others.
 */
final class Tick<C> {

    private static final Logger LOG = LoggerFactory.getLogger(Tick.class);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(10);

    private final EngineSettings<C> settings;
    private final Worker<C> worker;
    private final WakeUps wakeUps;
    private final BooleanSupplier closed;
    private final Budget budget;
    private final Crew<C> crew;
    private final Map<String, WorkReport.Again> seen = new HashMap<>();
    private final List<Claim> parked = new ArrayList<>();
    private volatile Instant end = Instant.MAX;
    private volatile boolean stopped;
    private int steps;
    private int errors;

    Tick(
            EngineSettings<C> settings,
            Worker<C> worker,
            WakeUps wakeUps,
            BooleanSupplier closed,
            Budget budget,
            Executor executor,
            int parallelism) {
        this.settings = settings;
        this.worker = worker;
        this.wakeUps = wakeUps;
        this.closed = closed;
        this.budget = budget;
        this.crew = new Crew<>(worker, executor, parallelism, settings.inFlight(), this::isOver);
    }

    TickReport run() {
        followClock();
        Instant start = settings.clock().instant();
        end = budget.endFrom(start);
        wakeUps.add(crew);
        try {
            while (!isOver() && round()) {
                drain();
            }
            while (!crew.isIdle() && await()) {
                drain();
            }
            parked.forEach(worker::release);
        } finally {
            crew.leave();
            wakeUps.remove(crew);
            parked.forEach(worker::forget);
        }
        Duration took = Duration.between(start, settings.clock().instant());
        return new TickReport(
                seen.size() + crew.busy(), steps, errors, took.isNegative() ? Duration.ZERO : took, nextDue());
    }

    /** One look at the store; false when there is nothing more to do in this tick. */
    private boolean round() {
        int free = crew.free();
        if (free == 0) {
            return await();
        }
        List<Claim> claims;
        try {
            claims = worker.claim(free);
        } catch (RuntimeException e) {
            errors++;
            LOG.warn("nothing could be claimed: {}", e.toString());
            return !budget.isOnce() && sleep(LONGEST_SLEEP);
        }
        claims.forEach(this::handOut);
        if (!claims.isEmpty()) {
            return true;
        }
        return crew.isIdle() ? !budget.isOnce() && sleepUntilDue() : await();
    }

    private void handOut(Claim claim) {
        String key = claim.fence().key();
        while (crew.isOn(key) && await()) {
            // Its first report is on the way: the lease was given back before.
        }
        if (isToPark(claim.instance())) {
            parked.add(claim);
        } else if (!crew.give(claim)) {
            stopped = true;
        }
    }

    private boolean isToPark(Instance instance) {
        WorkReport.Again again = seen.get(instance.key());
        if (again == null) {
            return false;
        }
        return switch (again) {
            case NEXT_TICK -> true;
            case NEXT_TICK_OR_REQUEST -> budget.isOnce() || instance.request().isEmpty();
            case WHEN_DUE -> budget.isOnce();
        };
    }

    private boolean isOver() {
        return stopped || closed.getAsBoolean() || !settings.clock().instant().isBefore(end);
    }

    private boolean sleepUntilDue() {
        Optional<Instant> due = nextDue().filter(end::isAfter);
        return due.isPresent() && sleep(Duration.between(settings.clock().instant(), due.get()));
    }

    private boolean sleep(Duration time) {
        Duration left = Duration.between(settings.clock().instant(), end);
        try {
            settings.sleeper().sleep(min(left, min(LONGEST_SLEEP, max(SHORTEST_SLEEP, time))));
            followClock();
            return true;
        } catch (InterruptedException e) {
            return interrupted();
        }
    }

    /** Waits for a worker; false when this thread was interrupted. */
    private boolean await() {
        try {
            crew.await(LONGEST_SLEEP).ifPresent(this::count);
            return true;
        } catch (InterruptedException e) {
            return interrupted();
        }
    }

    private boolean interrupted() {
        stopped = true;
        Thread.currentThread().interrupt();
        return false;
    }

    private void drain() {
        for (Optional<WorkReport> report = crew.poll(); report.isPresent(); report = crew.poll()) {
            report.ifPresent(this::count);
        }
    }

    private void count(WorkReport report) {
        seen.put(report.key(), report.again());
        steps += report.steps();
        errors += report.errors();
    }

    private void followClock() {
        try {
            settings.clock().follow();
        } catch (RuntimeException e) {
            LOG.debug("the store's clock cannot be read", e);
        }
    }

    private Optional<Instant> nextDue() {
        try {
            return settings.store().nextDue();
        } catch (RuntimeException e) {
            LOG.debug("the next due time cannot be read", e);
            return Optional.empty();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}

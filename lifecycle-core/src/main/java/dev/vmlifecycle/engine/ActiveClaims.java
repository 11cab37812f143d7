package dev.vmlifecycle.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The claims of this process: what is to be renewed, and what may run too long. Thread-safe. */
final class ActiveClaims {

    private static final Logger LOG = LoggerFactory.getLogger(ActiveClaims.class);
    private static final int FRAMES = 30;

    private final EngineStore store;
    private final EngineClock clock;
    private final Duration lease;
    private final Set<Claim> claims = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();

    ActiveClaims(EngineStore store, EngineClock clock, Duration lease) {
        this.store = store;
        this.clock = clock;
        this.lease = lease;
    }

    void add(Claim claim) {
        lock.lock();
        try {
            claims.add(claim);
        } finally {
            lock.unlock();
        }
    }

    void remove(Claim claim) {
        lock.lock();
        try {
            claims.remove(claim);
            if (claims.isEmpty()) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Micro-step: extends every lease whose attempt is in time; tells the lost ones. */
    void renew() {
        List<Claim> renewable = snapshot().stream().filter(Claim::isRenewable).toList();
        if (renewable.isEmpty()) {
            return;
        }
        Set<Fence> lost =
                new HashSet<>(store.renew(renewable.stream().map(Claim::fence).toList(), lease));
        // A claim given back while the renewal ran is reported as lost, too; nobody works on it any more.
        List<Claim> still = snapshot();
        renewable.stream()
                .filter(claim -> lost.contains(claim.fence()) && still.contains(claim))
                .forEach(Claim::lose);
    }

    /** Micro-step: cuts off attempts past their deadline. */
    void expire() {
        snapshot().forEach(claim -> claim.expire(clock.instant()));
    }

    /** Micro-step: tells, once an attempt, which bodies run since longer than this, and where they stand. */
    void warnOfStuck(Duration longerThan) {
        Instant before = clock.instant().minus(longerThan);
        for (Claim claim : snapshot()) {
            claim.stuckSince(before)
                    .ifPresent(stack -> LOG.warn(
                            "{}: the step after {} runs since more than {}, at{}",
                            claim.fence().key(),
                            claim.instance().pointer().state(),
                            TextFormat.span(longerThan),
                            frames(stack)));
        }
    }

    /** Cuts off what still runs: the engine closes. */
    void shutDown() {
        snapshot().forEach(Claim::shutDown);
    }

    private static String frames(StackTraceElement[] stack) {
        return Arrays.stream(stack).limit(FRAMES).map(frame -> "\n    " + frame).collect(Collectors.joining());
    }

    /** Waits until nothing is claimed; false when that took too long. */
    boolean awaitNone(Duration atMost) throws InterruptedException {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!claims.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = empty.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private List<Claim> snapshot() {
        lock.lock();
        try {
            return List.copyOf(claims);
        } finally {
            lock.unlock();
        }
    }
}

package dev.vmlifecycle.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The claims of this process: what is to be renewed, and what may run too long. Thread-safe. */
final class ActiveClaims {

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

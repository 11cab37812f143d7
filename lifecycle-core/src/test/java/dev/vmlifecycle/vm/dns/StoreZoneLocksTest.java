package dev.vmlifecycle.vm.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.CallLimits;
import dev.vmlifecycle.dns.Cancellation;
import dev.vmlifecycle.dns.ConnectionId;
import dev.vmlifecycle.dns.DnsName;
import dev.vmlifecycle.dns.plugin.ZoneLocks.Held;
import dev.vmlifecycle.engine.NamedLocks;
import dev.vmlifecycle.engine.StoreException;
import dev.vmlifecycle.engine.testing.SettableClock;
import dev.vmlifecycle.vm.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoreZoneLocksTest {
    private static final ConnectionId SERVER = new ConnectionId("powerdns " + "x".repeat(2000));
    private static final DnsName ZONE = DnsName.parse("example.com");
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private final MemoryStore store = MemoryStore.create(clock);
    private final StoreZoneLocks here = host(store);
    private final StoreZoneLocks there = host(store);

    private StoreZoneLocks host(NamedLocks locks) {
        return StoreZoneLocks.of(locks, clock, clock::advance);
    }

    private CallLimits limits() {
        return CallLimits.until(clock.instant().plusSeconds(60));
    }

    private Optional<Held> take(StoreZoneLocks host) throws InterruptedException {
        return host.take(SERVER, ZONE, WAIT, limits());
    }

    @Test
    void anotherHost_waitsUntilTheLockIsGivenBack() throws InterruptedException {
        Held held = take(here).orElseThrow();
        Instant before = clock.instant();
        assertThat(take(there)).isEmpty();
        assertThat(Duration.between(before, clock.instant())).isBetween(WAIT.minusMillis(100), WAIT);
        assertThat(there.take(SERVER, DnsName.parse("example.net"), WAIT, limits()))
                .isPresent();
        assertThat(there.take(new ConnectionId("another"), ZONE, WAIT, limits()))
                .isPresent();

        held.close();

        assertThat(take(there)).isPresent();
    }

    @Test
    void lockOfAHostThatDied_runsOutWithItsCall() throws InterruptedException {
        assertThat(take(here)).isPresent();

        clock.advance(Duration.ofSeconds(69));
        assertThat(there.take(SERVER, ZONE, Duration.ZERO, limits())).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(there.take(SERVER, ZONE, Duration.ZERO, limits())).isPresent();
    }

    @Test
    void cancellation_endsTheWait() throws InterruptedException {
        assertThat(take(here)).isPresent();
        Cancellation cancellation = new Cancellation();
        StoreZoneLocks impatient = StoreZoneLocks.of(store, clock, time -> cancellation.cancel());
        Instant before = clock.instant();

        assertThat(impatient.take(SERVER, ZONE, WAIT, new CallLimits(before.plusSeconds(60), cancellation)))
                .isEmpty();
        assertThat(clock.instant()).isEqualTo(before);
    }

    @Test
    void storeThatIsDown_meansNoLock_andNoTurnIsLost() throws InterruptedException {
        boolean[] down = {true};
        StoreZoneLocks host = host(new NamedLocks() {
            @Override
            public boolean takeLock(String name, String holder, Duration leaseFor) {
                if (down[0]) {
                    throw new StoreException("down", true, new IllegalStateException());
                }
                return store.takeLock(name, holder, leaseFor);
            }

            @Override
            public void releaseLock(String name, String holder) {
                if (down[0]) {
                    throw new StoreException("down", true, new IllegalStateException());
                }
                store.releaseLock(name, holder);
            }
        });

        assertThat(take(host)).isEmpty();
        down[0] = false;
        Held held = take(host).orElseThrow();
        down[0] = true;
        held.close();
        down[0] = false;
        clock.advance(Duration.ofMinutes(2));
        assertThat(take(host)).isPresent();
    }
}

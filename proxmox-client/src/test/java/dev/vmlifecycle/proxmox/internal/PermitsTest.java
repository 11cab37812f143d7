package dev.vmlifecycle.proxmox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.CallOptions;
import dev.vmlifecycle.proxmox.Cancellation;
import dev.vmlifecycle.proxmox.transport.TransportFailure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PermitsTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final Permits permits = new Permits(1);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void acquire_noneFree_waitsNoLongerThanItsTime() {
        permits.acquire(budget(Duration.ofHours(1), new Cancellation()));

        assertThatThrownBy(() -> permits.acquire(budget(Duration.ofMillis(20), new Cancellation())))
                .isInstanceOfSatisfying(
                        TransportFailure.class, e -> assertThat(e.sent()).isEqualTo(TransportFailure.Sent.NO))
                .hasMessageContaining("free slot");
    }

    @Test
    void acquire_givenUp_leavesTheSlotToOthers() {
        Budget patient = budget(Duration.ofHours(1), new Cancellation());
        permits.acquire(patient);
        assertThatThrownBy(() -> permits.acquire(budget(Duration.ofMillis(20), new Cancellation())))
                .isInstanceOf(TransportFailure.class);

        permits.release();

        permits.acquire(patient);
    }

    @Test
    void acquire_cancelledWhileWaiting_failsAtOnce() throws Exception {
        Cancellation cancellation = new Cancellation();
        permits.acquire(budget(Duration.ofHours(1), new Cancellation()));
        Future<?> waiting = executor.submit(() -> permits.acquire(budget(Duration.ofHours(1), cancellation)));

        cancellation.cancel();

        assertThatThrownBy(waiting::get).hasRootCauseInstanceOf(Exception.class).hasMessageContaining("cancelled");
    }

    @Test
    void acquire_manyWaiting_areServedInOrder() throws Exception {
        Budget patient = budget(Duration.ofHours(1), new Cancellation());
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        permits.acquire(patient);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            int number = i;
            all.add(executor.submit(() -> {
                permits.acquire(patient);
                served.add(number);
                permits.release();
            }));
            while (permits.waiting() <= i) {
                Thread.onSpinWait();
            }
        }

        permits.release();
        for (Future<?> each : all) {
            each.get();
        }

        assertThat(served).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    private static Budget budget(Duration limit, Cancellation cancellation) {
        return Budget.start(InstantSource.system(), limit, CallOptions.none().withCancellation(cancellation));
    }
}

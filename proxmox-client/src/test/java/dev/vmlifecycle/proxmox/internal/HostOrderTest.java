package dev.vmlifecycle.proxmox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.testing.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostOrderTest {

    private final TestClock clock = new TestClock();
    private final HostOrder order = new HostOrder(3, clock);

    @Test
    void order_atFirst_isAsGiven() {
        assertThat(order.order()).containsExactly(0, 1, 2);
    }

    @Test
    void answered_isAskedFirst() {
        order.answered(1);

        assertThat(order.order()).containsExactly(1, 2, 0);
    }

    @Test
    void failed_isAskedLastForAWhile() {
        order.failed(0);

        assertThat(order.order()).containsExactly(1, 2, 0);
        clock.advance(Duration.ofSeconds(2));
        assertThat(order.order()).containsExactly(0, 1, 2);
    }

    @Test
    void failed_againAndAgain_restsForLongerUpToACap() {
        for (long seconds : List.of(2, 4, 8, 16, 32, 64, 120, 120)) {
            order.failed(0);

            clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(order.order()).as("just before %d s", seconds).endsWith(0);
            clock.advance(Duration.ofMillis(1));
            assertThat(order.order()).as("after %d s", seconds).startsWith(0);
        }
    }

    @Test
    void failed_seenByManyThreadsAtOnce_countsOnce() {
        for (int i = 0; i < 16; i++) {
            order.failed(0);
        }

        clock.advance(Duration.ofSeconds(2));
        assertThat(order.order()).startsWith(0);
    }

    @Test
    void answered_afterFailures_restsShortlyAgain() {
        order.failed(0);
        clock.advance(Duration.ofSeconds(2));
        order.failed(0);
        order.answered(0);

        order.failed(0);
        clock.advance(Duration.ofSeconds(2));
        assertThat(order.order()).startsWith(0);
    }

    @Test
    void failed_all_areStillAskedInTheirOrder() {
        order.failed(0);
        order.failed(1);
        order.failed(2);

        assertThat(order.order()).containsExactly(0, 1, 2);
    }

    @Test
    void single_isAlwaysAsked() {
        HostOrder single = new HostOrder(1, clock);
        single.failed(0);

        assertThat(single.order()).containsExactly(0);
    }
}

package dev.vmlifecycle.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacingTest {

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void backoff_doublesUpToTheCap_withinJitter() {
        Pacing pacing = Pacing.standard();

        assertAround(pacing, 1, 2_000);
        assertAround(pacing, 2, 4_000);
        assertAround(pacing, 5, 32_000);
        assertAround(pacing, 9, 300_000);
        assertAround(pacing, 5_000, 300_000);
    }

    @Test
    void everyTick_doesNotDelay() {
        assertThat(Pacing.everyTick().delay(3, ErrorKind.LOCKED, random)).isZero();
    }

    @Test
    void backoff_outOfRange_isRefused() {
        Duration second = Duration.ofSeconds(1);

        assertThatThrownBy(() -> Pacing.backoff(Duration.ZERO, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Pacing.backoff(second, Duration.ofMillis(1)))
                .hasMessage("back-off: PT1S to PT0.001S (expected: 0 < first <= cap)");
    }

    private void assertAround(Pacing pacing, int failures, long millis) {
        for (int i = 0; i < 100; i++) {
            assertThat(pacing.delay(failures, ErrorKind.TRANSIENT, random).toMillis())
                    .isBetween(millis * 8 / 10, millis * 12 / 10);
        }
    }
}

package dev.vmlifecycle.benchmarks.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The calls that the benchmark counts, with servers that answer at once. */
class DeployTest {

    @Test
    void deploy_onServersThatMerge_readsEachNameOnce_andWritesOneBatchAZone() {
        Deploy.Figures figures = Deploy.measure(Duration.ofMillis(1), true);

        assertThat(figures.records()).isEqualTo(52);
        assertThat(figures.powerDnsCalls()).as("14 names and 3 zones").isEqualTo(17);
        assertThat(figures.cloudflareCalls())
                .as("3 lookups, 3 lists, 3 batches")
                .isEqualTo(9);
    }

    @Test
    void deploy_onAPowerDnsWithoutExtend_isTold_andReadsAgain() {
        Deploy.Figures figures = Deploy.measure(Duration.ofMillis(1), false);

        assertThat(figures.records()).isEqualTo(52);
        assertThat(figures.powerDnsCalls())
                .as("besides: EXTEND refused, the name read again before and after")
                .isGreaterThanOrEqualTo(17 + 3);
    }
}

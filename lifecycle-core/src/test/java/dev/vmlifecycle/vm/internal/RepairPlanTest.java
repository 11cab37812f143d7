package dev.vmlifecycle.vm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.dns.DnsError;
import dev.vmlifecycle.dns.DnsError.Kind;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RepairPlanTest {

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT, 1, 0, 1",
        "TRANSIENT, 2, 0, 2",
        "TRANSIENT, 5, 0, 16",
        "TRANSIENT, 9, 0, 256",
        "TRANSIENT, 10, 0, 360",
        "TRANSIENT, 2000000000, 0, 360",
        "RATE_LIMITED, 1, 10, 10",
        "RATE_LIMITED, 9, 10, 256",
        "RATE_LIMITED, 30, 1440, 1440",
        "AUTH, 1, 0, 60",
        "AUTH, 7, 0, 64",
        "CONFLICT_CNAME, 1, 0, 60"
    })
    void pause_growsWithTheTries_andHeedsTheServer(Kind kind, int tries, long wishMinutes, long minutes) {
        DnsError error =
                wishMinutes == 0 ? DnsError.of(kind, "x") : DnsError.rateLimited(Duration.ofMinutes(wishMinutes), "x");

        assertThat(RepairPlan.pause(tries, error)).isEqualTo(Duration.ofMinutes(minutes));
    }
}

package dev.vmlifecycle.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmlifecycle.proxmox.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillingCycleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    @Test
    void month_isThatOfTheZone() {
        BillingPeriod period = BillingCycle.monthly(BERLIN).at(at("2026-10-31T23:30:00Z"));

        assertThat(period).isEqualTo(new BillingPeriod(at("2026-10-31T23:00:00Z"), at("2026-11-30T23:00:00Z")));
        assertThat(BillingCycle.monthly(ZoneOffset.UTC).at(at("2026-10-31T23:30:00Z")))
                .isEqualTo(new BillingPeriod(at("2026-10-01T00:00:00Z"), at("2026-11-01T00:00:00Z")));
    }

    @Test
    void month_withAChangeOfClocks_isAnHourOff() {
        BillingPeriod october = BillingCycle.monthly(BERLIN).at(at("2026-10-10T00:00:00Z"));

        assertThat(Duration.between(october.start(), october.end()))
                .isEqualTo(Duration.ofDays(31).plusHours(1));
    }

    @Test
    void anniversaryOfThe31st_fallsOnTheLastDayOfShorterMonths() {
        BillingCycle cycle = BillingCycle.anniversary(LocalDate.of(2026, 1, 31), ZoneOffset.UTC);

        assertThat(cycle.at(at("2026-02-27T23:59:59Z")))
                .isEqualTo(new BillingPeriod(at("2026-01-31T00:00:00Z"), at("2026-02-28T00:00:00Z")));
        assertThat(cycle.at(at("2026-02-28T00:00:00Z")))
                .isEqualTo(new BillingPeriod(at("2026-02-28T00:00:00Z"), at("2026-03-31T00:00:00Z")));
        assertThat(cycle.at(at("2028-03-01T00:00:00Z")).start()).isEqualTo(at("2028-02-29T00:00:00Z"));
    }

    @Test
    void periods_lieEndToEnd_throughYears() {
        for (int day = 1; day <= 31; day++) {
            BillingCycle cycle = BillingCycle.anniversary(LocalDate.of(2026, 1, day), BERLIN);
            BillingPeriod period = cycle.at(at("2029-06-15T12:00:00Z"));
            for (int i = 0; i < 60; i++) {
                BillingPeriod before = cycle.before(period);
                assertThat(before.end()).as("day %d", day).isEqualTo(period.start());
                assertThat(cycle.at(before.start())).isEqualTo(before);
                period = before;
            }
        }
    }

    @Test
    void endBeforeStart_isRefused() {
        Instant now = at("2026-10-10T00:00:00Z");

        assertThatThrownBy(() -> new BillingPeriod(now, now))
                .hasMessage("period end: 2026-10-10T00:00:00Z (expected: after 2026-10-10T00:00:00Z)");
    }

    @Test
    void total_addsUpWhatIsInside_splitsWhatReachesOut_andTellsWhatIsMissing() {
        BillingPeriod day = new BillingPeriod(at("2026-10-10T00:00:00Z"), at("2026-10-11T00:00:00Z"));

        TrafficTotal total = TrafficTotal.of(
                day,
                List.of(
                        line("2026-10-09T00:00:00Z", "2026-10-10T00:00:00Z", 5000, TrafficQuality.COMPLETE),
                        line("2026-10-10T00:00:00Z", "2026-10-10T12:00:00Z", 100, TrafficQuality.COMPLETE),
                        line("2026-10-10T12:00:00Z", "2026-10-10T18:00:00Z", 0, TrafficQuality.GAP),
                        line("2026-10-10T18:00:00Z", "2026-10-10T22:00:00Z", 30, TrafficQuality.ESTIMATED),
                        line("2026-10-10T22:00:00Z", "2026-10-11T02:00:00Z", 8, TrafficQuality.COMPLETE)));

        assertThat(total.in()).isEqualTo(ByteSize.ofBytes(134));
        assertThat(total.out()).isEqualTo(ByteSize.ofBytes(268));
        assertThat(total.counted()).isEqualTo(Duration.ofHours(12));
        assertThat(total.estimated()).isEqualTo(Duration.ofHours(6));
        assertThat(total.missing()).isEqualTo(Duration.ofHours(6));
        assertThat(total.isComplete()).isFalse();
    }

    private static TrafficInterval line(String from, String to, long in, TrafficQuality quality) {
        return new TrafficInterval(
                at(from), at(to), ByteSize.ofBytes(in), ByteSize.ofBytes(2 * in), quality, "rrd 60s");
    }
}

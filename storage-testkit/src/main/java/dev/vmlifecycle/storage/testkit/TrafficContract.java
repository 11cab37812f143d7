package dev.vmlifecycle.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficQuality;
import dev.vmlifecycle.traffic.TrafficStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The traffic ledger, of stores that keep one. */
abstract class TrafficContract extends RepairContract {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private TrafficStore ledger() {
        assumeThat(store).as("keeps a traffic ledger").isInstanceOf(TrafficStore.class);
        return (TrafficStore) store;
    }

    private static TrafficInterval line(long fromMinute, long toMinute, long bytes) {
        return new TrafficInterval(
                NOON.plusSeconds(fromMinute * 60),
                NOON.plusSeconds(toMinute * 60),
                ByteSize.ofBytes(bytes),
                ByteSize.ofBytes(Long.MAX_VALUE - bytes),
                TrafficQuality.ESTIMATED,
                "rrd 60s");
    }

    @Test
    void may_traffic_moveItsMark_onlyFromWhereItWasSeen() {
        TrafficStore ledger = ledger();
        Instant later = NOON.plusSeconds(1800);

        assertThat(ledger.countedTo("vm1")).isEmpty();
        assertThat(ledger.count("vm1", Optional.of(NOON), later, List.of(line(0, 30, 1))))
                .isFalse();
        assertThat(ledger.count("vm1", Optional.empty(), NOON, List.of(line(-30, 0, 1))))
                .isTrue();
        assertThat(ledger.count("vm1", Optional.empty(), later, List.of(line(0, 30, 2))))
                .isFalse();
        assertThat(ledger.count("vm1", Optional.of(NOON), later, List.of(line(0, 30, 3))))
                .isTrue();
        assertThat(ledger.count("vm1", Optional.of(NOON), later, List.of(line(0, 30, 4))))
                .isFalse();

        assertThat(ledger.countedTo("vm1")).contains(later);
        assertThat(ledger.countedTo("vm2")).isEmpty();
        assertThat(ledger.traffic("vm1", Instant.EPOCH, later)).containsExactly(line(-30, 0, 1), line(0, 30, 3));
    }

    @Test
    void may_traffic_replaceWhatBeginsAlike_andReadWhatOverlaps() {
        TrafficStore ledger = ledger();
        ledger.count("vm1", Optional.empty(), NOON, List.of(line(0, 30, 1), line(30, 60, 2)));
        ledger.count("vm1", Optional.of(NOON), NOON.plusSeconds(1), List.of(line(30, 90, 5), line(90, 120, 6)));
        ledger.count("vm10", Optional.empty(), NOON, List.of(line(0, 30, 9)));

        assertThat(ledger.traffic("vm1", NOON, NOON.plusSeconds(7200)))
                .containsExactly(line(0, 30, 1), line(30, 90, 5), line(90, 120, 6));
        assertThat(ledger.traffic("vm1", NOON.plusSeconds(1800), NOON.plusSeconds(5400)))
                .containsExactly(line(30, 90, 5));
        assertThat(ledger.traffic("vm1", NOON.plusSeconds(7200), NOON.plusSeconds(9000)))
                .isEmpty();
    }

    @Test
    void may_traffic_forgetWhatIsOver_andKeepMarks() {
        TrafficStore ledger = ledger();
        ledger.count("vm1", Optional.empty(), NOON, List.of(line(0, 30, 1), line(30, 60, 2)));
        ledger.count("vm2", Optional.empty(), NOON, List.of(line(0, 30, 1)));

        assertThat(ledger.forgetTraffic(NOON.plusSeconds(1800))).isEqualTo(2);
        assertThat(ledger.forgetTraffic(NOON.plusSeconds(1800))).isZero();

        assertThat(ledger.traffic("vm1", Instant.EPOCH, NOON.plusSeconds(9000))).containsExactly(line(30, 60, 2));
        assertThat(ledger.countedTo("vm2")).contains(NOON);
    }

    @Test
    void may_traffic_countedByManyThreads_beWrittenByOne() {
        TrafficStore ledger = ledger();

        List<Boolean> first =
                together(THREADS, () -> ledger.count("vm1", Optional.empty(), NOON, List.of(line(0, 30, 1))));
        List<Boolean> second = together(
                THREADS, () -> ledger.count("vm1", Optional.of(NOON), NOON.plusSeconds(60), List.of(line(30, 60, 1))));

        assertThat(first).containsOnlyOnce(true);
        assertThat(second).containsOnlyOnce(true);
        assertThat(ledger.traffic("vm1", Instant.EPOCH, NOON.plusSeconds(9000))).hasSize(2);
    }
}

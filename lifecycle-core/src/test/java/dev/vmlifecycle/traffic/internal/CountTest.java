package dev.vmlifecycle.traffic.internal;

import static dev.vmlifecycle.traffic.TrafficQuality.COMPLETE;
import static dev.vmlifecycle.traffic.TrafficQuality.ESTIMATED;
import static dev.vmlifecycle.traffic.TrafficQuality.GAP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.proxmox.qemu.VmUsage;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Series of both layouts, made by hand, against what is counted. */
class CountTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final long MINUTE = 60;

    /** Rows and seconds a row of each time frame. */
    enum Layout {
        UP_TO_8(Map.of(
                Timeframe.HOUR, new long[] {70, 60},
                Timeframe.DAY, new long[] {70, 1800},
                Timeframe.WEEK, new long[] {70, 10_800},
                Timeframe.MONTH, new long[] {70, 43_200})),
        SINCE_9(Map.of(
                Timeframe.HOUR, new long[] {60, 60},
                Timeframe.DAY, new long[] {1440, 60},
                Timeframe.WEEK, new long[] {336, 1800},
                Timeframe.MONTH, new long[] {1440, 1800}));

        @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
        final Map<Timeframe, long[]> grids;

        Layout(Map<Timeframe, long[]> grids) {
            this.grids = grids;
        }
    }

    /** What the VM does in each minute, by epoch minute: bytes a second; empty = off; null-like NaN = nobody knows. */
    private record World(Layout layout, Instant now, LongFunction<Double> minutes, List<Timeframe> asked) {

        static World of(Layout layout, Instant now, LongFunction<Double> minutes) {
            return new World(layout, now, minutes, new ArrayList<>());
        }

        List<VmUsage> rows(Timeframe frame) {
            asked.add(frame);
            long[] grid = Objects.requireNonNull(layout.grids.get(frame));
            long last = now.getEpochSecond() / grid[1] * grid[1];
            List<VmUsage> rows = new ArrayList<>();
            for (long i = grid[0] - 1; i >= 0; i--) {
                rows.add(row(last - i * grid[1], grid[1]));
            }
            return rows;
        }

        /** As the round-robin database does it: the average of what is known. */
        private VmUsage row(long end, long step) {
            double sum = 0;
            int known = 0;
            boolean exists = false;
            for (long at = end - step; at < end; at += MINUTE) {
                double rate = minutes.apply(at / MINUTE);
                exists |= rate != UNSEEN;
                if (rate >= 0) {
                    sum += rate;
                    known++;
                }
            }
            Map<String, Double> numbers = new HashMap<>();
            if (exists) {
                numbers.put("maxmem", 512e6);
            }
            if (known > 0) {
                numbers.put("netin", sum / known);
                numbers.put("netout", 2 * sum / known);
            }
            return VmUsage.of(Instant.ofEpochSecond(end), numbers);
        }

        /** Goes on where a count ended. */
        Optional<Count> count(Instant from) {
            TrafficInterval last = new TrafficInterval(
                    from.minusSeconds(60), from, ByteSize.ofBytes(0), ByteSize.ofBytes(0), COMPLETE, "before");
            return Count.of(from, Optional.of(last), now, ZoneOffset.UTC, this::rows)
                    .map(count -> new Count(
                            count.countedTo(),
                            count.intervals().stream()
                                    .filter(interval -> interval.to().isAfter(from))
                                    .map(interval -> interval.from().isBefore(from) ? since(from, interval) : interval)
                                    .toList()));
        }

        /** What went on with the last interval, which had no bytes. */
        private static TrafficInterval since(Instant from, TrafficInterval one) {
            return new TrafficInterval(from, one.to(), one.in(), one.out(), one.quality(), one.source());
        }

        Optional<Count> countSinceCreation(Instant created) {
            return Count.of(created, Optional.empty(), now, ZoneOffset.UTC, this::rows);
        }
    }

    private static final double OFF = -1;
    private static final double UNSEEN = -2;

    private static LongFunction<Double> steady(double rate) {
        return minute -> rate;
    }

    private static long bytes(List<TrafficInterval> intervals) {
        return intervals.stream().mapToLong(one -> one.in().bytes()).sum();
    }

    private static Duration length(List<TrafficInterval> intervals, TrafficQuality quality) {
        return intervals.stream()
                .filter(one -> one.quality() == quality)
                .map(TrafficInterval::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static void endToEnd(Count count, Instant from) {
        Instant at = from;
        for (TrafficInterval interval : count.intervals()) {
            assertThat(interval.from()).isEqualTo(at);
            at = interval.to();
        }
        assertThat(at).isEqualTo(count.countedTo());
    }

    @ParameterizedTest
    @EnumSource
    void anHour_isCountedInMinutes_upToTheHalfHour(Layout layout) {
        World world = World.of(layout, NOON.plusSeconds(500), steady(1000));

        Count count = world.count(NOON.minusSeconds(3600)).orElseThrow();

        assertThat(count.countedTo()).isEqualTo(NOON);
        assertThat(count.intervals()).hasSize(1);
        TrafficInterval only = count.intervals().get(0);
        assertThat(only.in().bytes()).isEqualTo(3_600_000);
        assertThat(only.out().bytes()).isEqualTo(7_200_000);
        assertThat(only.quality()).isEqualTo(COMPLETE);
        assertThat(only.source()).isEqualTo("rrd 60s");
    }

    @ParameterizedTest
    @EnumSource
    void again_countsNothing(Layout layout) {
        World world = World.of(layout, NOON.plusSeconds(500), steady(1000));

        assertThat(world.count(NOON)).isEmpty();
        assertThat(world.asked()).isEmpty();
    }

    @Test
    void minutesThatMayStillBeWritten_areLeftForTheNextTime() {
        World world = World.of(Layout.UP_TO_8, NOON.plusSeconds(120), steady(1000));

        assertThat(world.count(NOON.minusSeconds(3600)).orElseThrow().countedTo())
                .isEqualTo(NOON.minusSeconds(1800));
    }

    @ParameterizedTest
    @EnumSource
    void afterSevenHours_nothingIsSplit(Layout layout) {
        Instant from = NOON.minus(Duration.ofHours(7));
        World world = World.of(layout, NOON.plusSeconds(500), minute -> (double) (minute % 30) * 100);

        Count count = world.count(from).orElseThrow();

        assertThat(bytes(count.intervals())).isEqualTo(14 * 60 * (29 * 30 / 2) * 100L);
        assertThat(length(count.intervals(), COMPLETE)).isEqualTo(Duration.ofHours(7));
    }

    @ParameterizedTest
    @EnumSource
    void afterTenDays_seriesLieEndToEnd_andNothingIsSplitButAtMidnight(Layout layout) {
        // a multiple of 30 minutes, but of no coarser step
        Instant from = NOON.minus(Duration.ofDays(10)).plusSeconds(5400);
        World world = World.of(layout, NOON.plusSeconds(500), steady(1000));

        Count count = world.count(from).orElseThrow();

        assertThat(count.countedTo()).isEqualTo(NOON);
        endToEnd(count, from);
        assertThat(bytes(count.intervals()))
                .isEqualTo(Duration.between(from, NOON).toSeconds() * 1000);
        Duration first = length(count.intervals(), ESTIMATED);
        assertThat(first).isLessThan(Duration.ofHours(12));
        assertThat(layout == Layout.SINCE_9).isEqualTo(first.isZero());
        assertThat(length(count.intervals(), GAP)).isZero();
    }

    @Test
    void afterTenDays_theCoarseBucketAcrossTheWatermark_isSplitByTime_wrongByNoMoreThanItself() {
        Instant from = NOON.minus(Duration.ofDays(10)).plusSeconds(5400);
        // all of the first half-day's traffic comes before the watermark
        long watermark = from.getEpochSecond() / MINUTE;
        World world = World.of(Layout.UP_TO_8, NOON.plusSeconds(500), minute -> minute < watermark ? 5000.0 : 1000.0);

        Count count = world.count(from).orElseThrow();

        long truth = Duration.between(from, NOON).toSeconds() * 1000;
        TrafficInterval split = count.intervals().get(0);
        assertThat(split.quality()).isEqualTo(ESTIMATED);
        assertThat(split.source()).isEqualTo("rrd 43200s");
        assertThat(bytes(count.intervals()) - truth)
                .isPositive()
                .isLessThan(split.in().bytes());
    }

    @ParameterizedTest
    @EnumSource
    void beyondAMonth_isAGap(Layout layout) {
        Instant from = NOON.minus(Duration.ofDays(50));
        World world = World.of(layout, NOON.plusSeconds(500), steady(1000));

        Count count = world.count(from).orElseThrow();

        endToEnd(count, from);
        Duration missing = length(count.intervals(), GAP);
        assertThat(missing).isBetween(Duration.ofDays(14), Duration.ofDays(21));
        assertThat(count.intervals().get(0).quality()).isEqualTo(GAP);
        assertThat(bytes(count.intervals()))
                .isEqualTo(Duration.ofDays(50).minus(missing).toSeconds() * 1000);
    }

    @ParameterizedTest
    @EnumSource
    void missingSamples_areAGap_neverGuessed(Layout layout) {
        long hole = NOON.minus(Duration.ofMinutes(40)).getEpochSecond() / MINUTE;
        World world = World.of(
                layout, NOON.plusSeconds(500), minute -> minute >= hole && minute < hole + 10 ? UNSEEN : 1000.0);

        Count count = world.count(NOON.minusSeconds(3600)).orElseThrow();

        assertThat(length(count.intervals(), GAP)).isEqualTo(Duration.ofMinutes(10));
        // the minutes beside it may be partly unseen as well
        assertThat(length(count.intervals(), ESTIMATED)).isEqualTo(Duration.ofMinutes(2));
        assertThat(bytes(count.intervals())).isEqualTo(50 * 60 * 1000);
    }

    @ParameterizedTest
    @EnumSource
    void aVmThatWasOff_isComplete_withoutBytes(Layout layout) {
        long off = NOON.minus(Duration.ofMinutes(40)).getEpochSecond() / MINUTE;
        World world = World.of(layout, NOON.plusSeconds(500), minute -> minute >= off ? OFF : 1000.0);

        Count count = world.count(NOON.minusSeconds(3600)).orElseThrow();

        assertThat(length(count.intervals(), GAP)).isZero();
        assertThat(length(count.intervals(), ESTIMATED)).isEqualTo(Duration.ofMinutes(1));
        assertThat(bytes(count.intervals())).isEqualTo(20 * 60 * 1000);
    }

    @Test
    void aCoarseBucketPartlyOff_isEstimated() {
        long off = NOON.minus(Duration.ofMinutes(100)).getEpochSecond() / MINUTE;
        World world = World.of(Layout.UP_TO_8, NOON.plusSeconds(500), minute -> minute >= off ? OFF : 1000.0);

        Count count = world.count(NOON.minus(Duration.ofHours(7))).orElseThrow();

        TrafficInterval edge = count.intervals().stream()
                .filter(one -> one.quality() == ESTIMATED)
                .findFirst()
                .orElseThrow();
        assertThat(edge.length()).isEqualTo(Duration.ofMinutes(30));
        long truth = (7 * 60 - 100) * 60 * 1000L;
        assertThat(bytes(count.intervals()) - truth).isBetween(0L, edge.in().bytes());
    }

    @Test
    void samplesMissingAtTheEnd_areWaitedFor_andGivenUpAfterTwoHours() {
        long silent = NOON.minus(Duration.ofMinutes(90)).getEpochSecond() / MINUTE;
        LongFunction<Double> minutes = minute -> minute >= silent ? UNSEEN : 1000.0;
        Instant from = NOON.minus(Duration.ofHours(3));

        Count early = World.of(Layout.UP_TO_8, NOON, minutes).count(from).orElseThrow();
        Count late = World.of(Layout.UP_TO_8, NOON.plus(Duration.ofHours(1)), minutes)
                .count(early.countedTo())
                .orElseThrow();

        assertThat(early.countedTo()).isEqualTo(NOON.minus(Duration.ofHours(2)));
        assertThat(length(early.intervals(), GAP)).isZero();
        assertThat(late.countedTo()).isEqualTo(NOON.minus(Duration.ofHours(1)));
        assertThat(length(late.intervals(), GAP)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void noStatisticsAtAll_areAGap_afterTwoHours() {
        Instant from = NOON.minus(Duration.ofHours(1));

        assertThat(Count.of(from, Optional.empty(), NOON, ZoneOffset.UTC, frame -> List.of()))
                .isEmpty();
        Count late = Count.of(
                        from, Optional.empty(), NOON.plus(Duration.ofHours(3)), ZoneOffset.UTC, frame -> List.of())
                .orElseThrow();
        assertThat(late.countedTo()).isEqualTo(NOON.plus(Duration.ofHours(1)));
        assertThat(late.intervals()).extracting(TrafficInterval::quality).containsExactly(GAP);
    }

    @ParameterizedTest
    @EnumSource
    void creationAtTheBeginOfTheSeries_isAnEdge(Layout layout) {
        World world = World.of(layout, NOON.plusSeconds(500), steady(1000));
        Instant begin = Series.of(world.rows(Timeframe.HOUR)).orElseThrow().begin();

        Count count = world.countSinceCreation(begin).orElseThrow();

        assertThat(length(count.intervals(), ESTIMATED)).isEqualTo(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @EnumSource
    void creationWithinABucket_countsFromThere(Layout layout) {
        Instant created = NOON.minusSeconds(1815);
        World world = World.of(layout, NOON.plusSeconds(500), steady(1000));

        Count count = world.countSinceCreation(created).orElseThrow();

        endToEnd(count, created);
        assertThat(bytes(count.intervals())).isEqualTo(1_815_000);
        assertThat(length(count.intervals(), ESTIMATED)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void intervals_endAtMidnightOfTheZone_andGoOnWithTheLast() {
        ZoneId kathmandu = ZoneId.of("Asia/Kathmandu");
        Instant midnight = Instant.parse("2026-11-23T18:15:00Z");
        Instant from = Instant.parse("2026-11-23T18:00:00Z");
        World world = World.of(Layout.UP_TO_8, from.plusSeconds(3600 + 500), steady(1000));
        World before = World.of(Layout.UP_TO_8, from.plusSeconds(500), steady(1000));

        Count first = Count.of(from.minusSeconds(3600), Optional.empty(), before.now(), kathmandu, before::rows)
                .orElseThrow();
        TrafficInterval last = first.intervals().get(0);
        Count second = Count.of(from, Optional.of(last), world.now(), kathmandu, world::rows)
                .orElseThrow();

        assertThat(second.intervals()).hasSize(2);
        assertThat(second.intervals().get(0).from()).isEqualTo(last.from());
        assertThat(second.intervals().get(0).to()).isEqualTo(midnight);
        assertThat(second.intervals().get(0).in().bytes()).isEqualTo(75 * 60 * 1000);
        assertThat(second.intervals().get(1).from()).isEqualTo(midnight);
        assertThat(bytes(second.intervals())).isEqualTo(2 * 3600 * 1000);
    }
}

package dev.vmlifecycle.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmlifecycle.engine.testing.SimulatedCrash;
import dev.vmlifecycle.proxmox.simulator.PveVersion;
import dev.vmlifecycle.proxmox.simulator.Traffic;
import dev.vmlifecycle.schedule.TaskName;
import dev.vmlifecycle.schedule.TaskResult;
import dev.vmlifecycle.traffic.BillingPeriod;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficQuality;
import dev.vmlifecycle.traffic.TrafficTotal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripted flows on a simulated cluster against what the task collects. */
class TrafficTaskTest {
    private static final TaskName COLLECT = TaskName.of("collect_statistics");
    private static final int VMID = 5000;
    private static final Instant EVER = Instant.parse("2027-12-01T00:00:00Z");

    /** A VM whose traffic changes by a script, and what that comes to. */
    private static final class Flow {
        private final VmWorld world;
        private final VmLifecycle host;
        private final List<Change> changes = new ArrayList<>();

        private record Change(Instant at, long rate) {}

        private Flow(PveVersion version) {
            world = VmWorld.create(cluster -> cluster.version(version));
            host = world.host();
            host.deploy(VmWorld.request("pve1", CloneMode.FULL));
            world.settle(host);
        }

        private Instant now() {
            return world.clock.instant();
        }

        private void rate(long bytesPerSecond) {
            world.sim.advanceTo(now());
            world.sim.operator().traffic(VMID, Traffic.network((double) bytesPerSecond, 2.0 * bytesPerSecond));
            changes.add(new Change(now(), bytesPerSecond));
        }

        private void passTo(Instant instant) {
            world.clock.advance(Duration.between(now(), instant));
            world.sim.advanceTo(instant);
        }

        private TaskResult collect() {
            return collect(host);
        }

        private TaskResult collect(VmLifecycle by) {
            return by.tasks().run(COLLECT).orElseThrow().result();
        }

        private long truth(Instant until) {
            long sum = 0;
            for (int i = 0; i < changes.size(); i++) {
                Instant end = i + 1 < changes.size() ? changes.get(i + 1).at() : until;
                Instant to = end.isBefore(until) ? end : until;
                if (to.isAfter(changes.get(i).at())) {
                    sum += changes.get(i).rate()
                            * Duration.between(changes.get(i).at(), to).toMillis()
                            / 1000;
                }
            }
            return sum;
        }

        private List<TrafficInterval> ledger() {
            return host.traffic().intervals(VmWorld.KEY, new BillingPeriod(Instant.EPOCH, EVER));
        }

        private Instant countedTo() {
            return host.traffic().countedTo(VmWorld.KEY).orElseThrow();
        }

        private long sum() {
            return ledger().stream().mapToLong(one -> one.in().bytes()).sum();
        }

        private long bound() {
            return ledger().stream()
                    .filter(one -> one.quality() == TrafficQuality.ESTIMATED)
                    .mapToLong(one -> one.in().bytes())
                    .sum();
        }

        private void lieEndToEnd() {
            List<TrafficInterval> lines = ledger();
            for (int i = 1; i < lines.size(); i++) {
                assertThat(lines.get(i).from()).isEqualTo(lines.get(i - 1).to());
            }
            assertThat(lines.get(lines.size() - 1).to()).isEqualTo(countedTo());
        }
    }

    private static PveVersion version(String line) {
        return PveVersion.valueOf(line);
    }

    /** Flows that change on whole half-hours: every cadence must find the exact sum. */
    @ParameterizedTest
    @CsvSource({
        "V8_4, 1", "V8_4, 7", "V9, 1", "V9, 7",
    })
    void changesOnBucketBoundaries_areCountedExactly(String version, int hours) {
        Flow flow = new Flow(version(version));
        Random random = new Random(11);
        flow.passTo(Instant.parse("2026-11-23T15:00:00Z"));
        for (int half = 0; half < 2 * 48; half++) {
            if (half % (2 * hours) == 0) {
                flow.collect();
            }
            flow.rate(1000L * random.nextInt(100));
            flow.passTo(flow.now().plus(Duration.ofMinutes(30)));
        }
        flow.passTo(flow.now().plus(Duration.ofMinutes(10)));
        flow.collect();

        flow.lieEndToEnd();
        assertThat(flow.sum()).isEqualTo(flow.truth(flow.countedTo()));
        assertThat(Duration.between(flow.countedTo(), flow.now())).isLessThan(Duration.ofMinutes(41));
    }

    /** Flows that change at any second, in any cadence: wrong by no more than what is marked as estimated. */
    @ParameterizedTest
    @CsvSource({
        "V8_4, 1",
        "V8_4, 7",
        "V8_4, 240",
        "V9, 1",
        "V9, 7",
        "V9, 240",
    })
    void changesAtAnyTime_areCountedWithinTheBound(String version, int hours) {
        Flow flow = new Flow(version(version));
        Random random = new Random(5);
        Instant next = flow.now();
        Instant end = flow.now().plus(Duration.ofDays(10));
        while (flow.now().isBefore(end)) {
            flow.rate(100L * random.nextInt(10_000));
            Instant change = flow.now().plusSeconds(60L + random.nextInt(7200));
            while (!next.isAfter(change)) {
                flow.passTo(next);
                flow.collect();
                next = next.plus(Duration.ofHours(hours));
            }
            flow.passTo(change);
        }
        flow.collect();

        flow.lieEndToEnd();
        long truth = flow.truth(flow.countedTo());
        System.out.printf(
                "%s, every %d h: %,d bytes, truth %,d, off by %,d, bound %,d (%d lines)%n",
                version,
                hours,
                flow.sum(),
                truth,
                flow.sum() - truth,
                flow.bound(),
                flow.ledger().size());
        assertThat(Math.abs(flow.sum() - truth))
                .isLessThanOrEqualTo(flow.bound() + flow.ledger().size());
        assertThat(flow.ledger()).noneMatch(one -> one.quality() == TrafficQuality.GAP);
    }

    @ParameterizedTest
    @EnumSource(names = {"V8_4", "V9"})
    void aVmThatIsOff_countsNothing_andIsNoGap(PveVersion version) {
        Flow flow = new Flow(version);
        flow.passTo(Instant.parse("2026-11-23T15:00:00Z"));
        flow.rate(5000);
        flow.passTo(Instant.parse("2026-11-23T16:00:00Z"));
        flow.world.sim.operator().powerOff(VMID);
        flow.passTo(Instant.parse("2026-11-23T20:00:00Z"));
        flow.world.sim.operator().powerOn(VMID);
        flow.passTo(Instant.parse("2026-11-23T21:10:00Z"));
        flow.collect();

        TrafficTotal total = flow.host
                .traffic()
                .total(
                        VmWorld.KEY,
                        new BillingPeriod(
                                Instant.parse("2026-11-23T00:00:00Z"), Instant.parse("2026-11-24T00:00:00Z")));
        assertThat(total.in().bytes()).isEqualTo(2 * 3600 * 5000);
        assertThat(total.missing()).isZero();
    }

    @Test
    void runsThatFollowEachOther_countNothingTwice() {
        Flow flow = new Flow(PveVersion.V8_4);
        flow.rate(1000);
        flow.passTo(flow.now().plus(Duration.ofHours(3)));
        flow.collect();
        List<TrafficInterval> once = flow.ledger();

        TaskResult again = flow.collect();

        assertThat(again.processed()).isEqualTo(1);
        assertThat(flow.ledger()).isEqualTo(once);
    }

    @Test
    void longerThanAMonthAway_isReportedAsAGap() {
        Flow flow = new Flow(PveVersion.V8_4);
        flow.rate(1000);
        flow.collect();
        flow.passTo(flow.now().plus(Duration.ofDays(50)));

        TaskResult result = flow.collect();

        assertThat(result.details()).singleElement().asString().contains("no statistics for");
        Duration missing = flow.ledger().stream()
                .filter(one -> one.quality() == TrafficQuality.GAP)
                .map(TrafficInterval::length)
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(missing).isBetween(Duration.ofDays(14), Duration.ofDays(16));
        flow.lieEndToEnd();
    }

    @Test
    void aPredecessorsTraffic_isNotOurs() {
        VmWorld world = VmWorld.create();
        world.sim.operator().createForeign(VMID, "pve1", "theirs");
        world.sim.operator().powerOn(VMID);
        world.sim.operator().traffic(VMID, Traffic.network(1_000_000, 0));
        world.clock.advance(Duration.ofHours(5));
        world.sim.advanceTo(world.clock.instant());
        world.sim.operator().delete(VMID);
        VmLifecycle host = world.host();
        host.deploy(VmWorld.request("pve1", CloneMode.FULL));
        world.settle(host);
        world.clock.advance(Duration.ofHours(5));

        host.tasks().run(COLLECT);

        List<TrafficInterval> ledger = host.traffic().intervals(VmWorld.KEY, new BillingPeriod(Instant.EPOCH, EVER));
        assertThat(ledger).isNotEmpty();
        // at most the part of one bucket that began before our creation
        assertThat(ledger.stream().mapToLong(one -> one.in().bytes()).sum()).isLessThan(1_000_000L * 1800);
        assertThat(ledger.stream()
                        .filter(one -> one.quality() == TrafficQuality.COMPLETE)
                        .mapToLong(one -> one.in().bytes())
                        .sum())
                .isZero();
    }

    @Test
    void aClusterThatDoesNotAnswer_leavesTheOthersAlone_andLosesNothing() {
        Flow flow = new Flow(PveVersion.V8_4);
        flow.passTo(Instant.parse("2026-11-23T15:00:00Z"));
        flow.rate(1000);
        flow.world.sim.operator().nodeDown("pve1");
        flow.world.sim.operator().nodeDown("pve2");
        flow.passTo(flow.now().plus(Duration.ofHours(3)));

        TaskResult down = flow.collect();
        flow.world.sim.operator().nodeUp("pve1");
        flow.world.sim.operator().nodeUp("pve2");
        TaskResult up = flow.collect();

        assertThat(down.errors()).isEqualTo(1);
        assertThat(up.errors()).isZero();
        assertThat(flow.sum()).isEqualTo(flow.truth(flow.countedTo()));
    }

    /** Dies after the statistics were read and before they are written, and the other way round. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void killedInTheMiddle_theNextRunCountsOnce(boolean beforeTheWrite) {
        Flow flow = new Flow(PveVersion.V8_4);
        flow.passTo(Instant.parse("2026-11-23T15:00:00Z"));
        flow.rate(1000);
        flow.passTo(flow.now().plus(Duration.ofHours(3)));
        VmLifecycle doomed = flow.world.host(wire -> wire, store -> DyingStore.at(store, "count", 1, beforeTheWrite));

        try {
            flow.collect(doomed);
            throw new AssertionError("lives (expected: dead)");
        } catch (SimulatedCrash e) {
            flow.passTo(flow.now().plus(Duration.ofMinutes(11)));
        }
        flow.collect();

        flow.lieEndToEnd();
        assertThat(flow.sum()).isEqualTo(flow.truth(flow.countedTo()));
    }
}

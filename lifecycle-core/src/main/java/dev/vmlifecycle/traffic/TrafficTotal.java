package dev.vmlifecycle.traffic;

import dev.vmlifecycle.proxmox.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The sum of a period.
 *
 * @param period the period
 * @param in bytes received
 * @param out bytes sent
 * @param counted how much of the period is known for sure
 * @param estimated how much of it is estimated
 * @param missing how much of it nobody knows: no samples
 */
public record TrafficTotal(
        BillingPeriod period, ByteSize in, ByteSize out, Duration counted, Duration estimated, Duration missing) {

    /**
     * Adds up intervals. One that reaches beyond the period is split by time, and what is taken of it counts as estimated unless
     * it has no bytes.
     *
     * @param period the period
     * @param intervals intervals of one VM in any order; those outside the period count nothing
     * @return the sum
     */
    public static TrafficTotal of(BillingPeriod period, List<TrafficInterval> intervals) {
        Sum sum = new Sum();
        intervals.forEach(interval -> sum.add(period, interval));
        return new TrafficTotal(
                period,
                ByteSize.ofBytes(Math.round(sum.in)),
                ByteSize.ofBytes(Math.round(sum.out)),
                sum.counted,
                sum.estimated,
                sum.missing);
    }

    /**
     * Whether every moment of the period is known for sure.
     *
     * @return false for a period that is not over, that began before the VM did, or that has estimates or gaps
     */
    public boolean isComplete() {
        return counted.equals(Duration.between(period.start(), period.end()));
    }

    private static final class Sum {
        private double in;
        private double out;
        private Duration counted = Duration.ZERO;
        private Duration estimated = Duration.ZERO;
        private Duration missing = Duration.ZERO;

        private void add(BillingPeriod period, TrafficInterval interval) {
            Instant from = later(period.start(), interval.from());
            Instant to = interval.to().isBefore(period.end()) ? interval.to() : period.end();
            if (!to.isAfter(from)) {
                return;
            }
            Duration length = Duration.between(from, to);
            double share = (double) length.toMillis() / interval.length().toMillis();
            in += interval.in().bytes() * share;
            out += interval.out().bytes() * share;
            boolean empty = interval.in().bytes() == 0 && interval.out().bytes() == 0;
            boolean split = share < 1 && !empty;
            switch (interval.quality()) {
                case GAP -> missing = missing.plus(length);
                case ESTIMATED -> estimated = estimated.plus(length);
                case COMPLETE -> {
                    counted = split ? counted : counted.plus(length);
                    estimated = split ? estimated.plus(length) : estimated;
                }
            }
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}

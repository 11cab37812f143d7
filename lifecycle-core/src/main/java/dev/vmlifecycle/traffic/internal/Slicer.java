package dev.vmlifecycle.traffic.internal;

import dev.vmlifecycle.proxmox.ByteSize;
import dev.vmlifecycle.traffic.TrafficInterval;
import dev.vmlifecycle.traffic.TrafficQuality;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lays buckets end to end as intervals. What is alike becomes one interval, but none reaches over a midnight of the zone, so that
 * periods of that zone never split one.
 */
final class Slicer {
    private final ZoneId zone;
    private final List<TrafficInterval> done = new ArrayList<>();
    private @Nullable Draft draft;
    /** Whether the VM may have been off, or unseen, until where the next bucket begins. */
    private boolean atEdge = true;

    Slicer(ZoneId zone) {
        this.zone = zone;
    }

    /** An interval in the making; bytes have fractions until it is closed. */
    private record Draft(Instant from, Instant to, double in, double out, TrafficQuality quality, Steps steps) {

        boolean continuesWith(Draft next, ZoneId zone) {
            return to.equals(next.from) && quality == next.quality && !to.equals(midnightAfter(from, zone));
        }

        Draft with(Draft next) {
            return new Draft(from, next.to, in + next.in, out + next.out, quality, steps.with(next.steps));
        }

        TrafficInterval close() {
            return new TrafficInterval(
                    from,
                    to,
                    ByteSize.ofBytes(Math.round(in)),
                    ByteSize.ofBytes(Math.round(out)),
                    quality,
                    steps.toString());
        }
    }

    /** Goes on with the last interval of the ledger, which then is replaced. */
    void resume(TrafficInterval last) {
        atEdge = last.quality() == TrafficQuality.GAP;
        add(new Draft(
                last.from(),
                last.to(),
                last.in().bytes(),
                last.out().bytes(),
                last.quality(),
                Steps.parse(last.source())));
    }

    /** Adds the time from one instant to another as a series has it. */
    void add(Series series, Instant from, Instant to) {
        Instant at = from;
        for (Bucket bucket : series.buckets()) {
            Instant begin = later(bucket.from(), at);
            Instant end = earlier(bucket.to(), to);
            if (end.isAfter(begin)) {
                gap(at, begin);
                boolean first = bucket.from().equals(series.begin());
                add(bucket, begin, end, Steps.of(series.step()), bucket.whole() && !(first && atEdge));
                atEdge = bucket.kind() != Bucket.Kind.RATED;
                at = end;
            }
        }
        gap(at, to);
    }

    /** Adds time that nobody knows about. */
    void gap(Instant from, Instant to) {
        for (Instant at = from; at.isBefore(to); ) {
            atEdge = true;
            Instant end = earlier(midnightAfter(at, zone), to);
            add(new Draft(at, end, 0, 0, TrafficQuality.GAP, Steps.none()));
            at = end;
        }
    }

    private void add(Bucket bucket, Instant from, Instant to, Steps steps, boolean whole) {
        if (bucket.kind() == Bucket.Kind.UNKNOWN) {
            gap(from, to);
            return;
        }
        for (Instant at = from; at.isBefore(to); ) {
            Instant end = earlier(midnightAfter(at, zone), to);
            boolean entire = at.equals(bucket.from()) && end.equals(bucket.to());
            boolean sure = bucket.kind() == Bucket.Kind.OFF || (entire && whole);
            double seconds = Duration.between(at, end).toMillis() / 1000.0;
            add(new Draft(
                    at,
                    end,
                    bucket.in() * seconds,
                    bucket.out() * seconds,
                    sure ? TrafficQuality.COMPLETE : TrafficQuality.ESTIMATED,
                    steps));
            at = end;
        }
    }

    private void add(Draft next) {
        Draft last = draft;
        if (last != null && last.continuesWith(next, zone)) {
            draft = last.with(next);
            return;
        }
        if (last != null) {
            done.add(last.close());
        }
        draft = next;
    }

    List<TrafficInterval> close() {
        Draft last = draft;
        if (last != null) {
            done.add(last.close());
            draft = null;
        }
        return List.copyOf(done);
    }

    private static Instant midnightAfter(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

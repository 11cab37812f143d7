package dev.vmlifecycle.traffic.internal;

import dev.vmlifecycle.proxmox.qemu.VmUsage;
import dev.vmlifecycle.proxmox.rrd.ByteRate;
import dev.vmlifecycle.traffic.internal.Bucket.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statistics of one time frame. The step is read off the rows, so that the layouts of Proxmox VE 8 and 9 need no telling
 * apart. A row's time is the end of its step: in a recording of 8.4.1 the row of a minute is filled when that minute is over.
 *
 * @param step the length of a bucket
 * @param buckets oldest first, without holes between them
 */
record Series(Duration step, List<Bucket> buckets) {

    /** Makes a series of an answer; of less than two rows nothing can be made. */
    static Optional<Series> of(List<VmUsage> rows) {
        if (rows.size() < 2) {
            return Optional.empty();
        }
        Duration step = Duration.between(rows.get(0).time(), rows.get(1).time());
        if (step.isNegative() || step.isZero()) {
            return Optional.empty();
        }
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            buckets.add(bucket(rows, i, step));
        }
        return Optional.of(new Series(step, List.copyOf(buckets)));
    }

    private static Bucket bucket(List<VmUsage> rows, int index, Duration step) {
        VmUsage row = rows.get(index);
        Kind kind = kind(row);
        // what lies before the first row is not here to be seen, see Slicer
        boolean whole = kind == Kind.RATED && (index == 0 || isRated(rows, index - 1)) && isRated(rows, index + 1);
        return new Bucket(
                row.time().minus(step),
                row.time(),
                kind,
                row.netIn().map(ByteRate::bytesPerSecond).orElse(0.0),
                row.netOut().map(ByteRate::bytesPerSecond).orElse(0.0),
                whole || kind == Kind.OFF);
    }

    private static boolean isRated(List<VmUsage> rows, int index) {
        return index < rows.size() && kind(rows.get(index)) == Kind.RATED;
    }

    private static Kind kind(VmUsage row) {
        if (row.netIn().isPresent() && row.netOut().isPresent()) {
            return Kind.RATED;
        }
        return row.maxMemory().isPresent() ? Kind.OFF : Kind.UNKNOWN;
    }

    Instant begin() {
        return buckets.get(0).from();
    }

    /** The first boundary of this series at or after an instant. */
    Instant boundaryFrom(Instant instant) {
        return buckets.stream()
                .map(Bucket::from)
                .filter(from -> !from.isBefore(instant))
                .findFirst()
                .orElse(buckets.get(buckets.size() - 1).to());
    }

    /** The end of the last bucket that says something, up to an instant; empty when none does. */
    Optional<Instant> knownUntil(Instant limit) {
        Optional<Instant> last = Optional.empty();
        for (Bucket bucket : buckets) {
            if (bucket.kind() != Kind.UNKNOWN && !bucket.to().isAfter(limit)) {
                last = Optional.of(bucket.to());
            }
        }
        return last;
    }
}

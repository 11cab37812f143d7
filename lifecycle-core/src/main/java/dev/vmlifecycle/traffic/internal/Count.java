package dev.vmlifecycle.traffic.internal;

import dev.vmlifecycle.proxmox.qemu.VmUsage;
import dev.vmlifecycle.proxmox.rrd.Timeframe;
import dev.vmlifecycle.traffic.TrafficInterval;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Counts a VM's traffic from where the last count ended.
 *
 * <p>A count ends at a multiple of 30 minutes: there the buckets of all finer series end, in the layout of Proxmox VE 8 as in that
 * of 9, so that the next count splits none, whichever series it needs. What is recent is counted in minutes; for what is older coarser
 * series are laid end to end, each up to a boundary of its own, so that again nothing is split.
 *
 * @param countedTo the new watermark
 * @param intervals what was counted; the first may replace the ledger's last
 */
public record Count(Instant countedTo, List<TrafficInterval> intervals) {
    private static final Duration RASTER = Duration.ofMinutes(30);
    /** Samples come in one to two minutes late. */
    private static final Duration LAG = Duration.ofMinutes(3);
    /** How long samples that are missing at the end may still come. */
    private static final Duration PATIENCE = Duration.ofHours(2);
    /** The finest reaches back an hour, the others a day, a week and a month, or a little more. */
    private static final List<Timeframe> FINEST_FIRST =
            List.of(Timeframe.HOUR, Timeframe.DAY, Timeframe.WEEK, Timeframe.MONTH);

    /** Copies the list. */
    public Count {
        intervals = List.copyOf(intervals);
    }

    /**
     * Counts.
     *
     * @param from where the last count ended, or the VM's creation
     * @param last the ledger's last interval, if it ends there
     * @param now the present
     * @param zone at whose midnights intervals end
     * @param statistics asks Proxmox
     * @return what was counted; empty when there is nothing to count yet
     */
    public static Optional<Count> of(
            Instant from,
            Optional<TrafficInterval> last,
            Instant now,
            ZoneId zone,
            Function<Timeframe, List<VmUsage>> statistics) {
        Instant end = raster(now.minus(LAG));
        if (!end.isAfter(from)) {
            return Optional.empty();
        }
        List<Series> layers = layers(from, statistics);
        Instant until = layers.isEmpty() ? patient(from, end, now) : known(layers.get(0), from, end, now);
        if (!until.isAfter(from)) {
            return Optional.empty();
        }
        Slicer slicer = new Slicer(zone);
        last.ifPresent(slicer::resume);
        lay(slicer, layers, from, until);
        return Optional.of(new Count(until, slicer.close()));
    }

    /** The series needed, finest first: the last one reaches back to the begin, or as far as any does. */
    private static List<Series> layers(Instant from, Function<Timeframe, List<VmUsage>> statistics) {
        List<Series> layers = new ArrayList<>();
        for (Timeframe frame : FINEST_FIRST) {
            Optional<Series> series = Series.of(statistics.apply(frame));
            series.ifPresent(layers::add);
            if (series.filter(one -> !one.begin().isAfter(from)).isPresent()) {
                break;
            }
        }
        return layers;
    }

    /** Where samples end. What is missing there may be late rather than lost, for a while. */
    private static Instant known(Series finest, Instant from, Instant end, Instant now) {
        Instant known = raster(finest.knownUntil(end).orElse(from));
        return known.isBefore(end) ? later(known, patient(from, end, now)) : end;
    }

    private static Instant patient(Instant from, Instant end, Instant now) {
        Instant old = raster(now.minus(PATIENCE));
        return old.isBefore(end) ? later(old, from) : end;
    }

    private static void lay(Slicer slicer, List<Series> layers, Instant from, Instant until) {
        Instant[] begins = new Instant[layers.size()];
        Instant upper = until;
        for (int i = 0; i < layers.size(); i++) {
            boolean reaches = !layers.get(i).begin().isAfter(from);
            Instant begin = reaches ? from : layers.get(i).begin();
            if (!reaches && i + 1 < layers.size()) {
                begin = layers.get(i + 1).boundaryFrom(begin);
            }
            begins[i] = earlier(begin, upper);
            upper = begins[i];
        }
        slicer.gap(from, upper);
        for (int i = layers.size() - 1; i >= 0; i--) {
            slicer.add(layers.get(i), begins[i], i == 0 ? until : begins[i - 1]);
        }
    }

    private static Instant raster(Instant instant) {
        long step = RASTER.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(instant.toEpochMilli(), step) * step);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}

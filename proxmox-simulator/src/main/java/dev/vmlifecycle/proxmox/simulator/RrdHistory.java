package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the round-robin database knows of a VMID: stretches of time with constant figures. It outlives the VM and is inherited. */
final class RrdHistory {

    /** When it is time to make old stretches coarser. */
    private static final int MANY = 1_000;
    /** So many that the oldest go whatever they tell. */
    private static final int MOST = 20_000;

    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long ROWS = 70;

    List<Stretch> stretches = new ArrayList<>();
    /** How long the list may grow before it is worth another look. */
    int nextSqueeze = MANY;

    /** From here on, until the next stretch. */
    record Stretch(
            long fromMs, boolean present, boolean running, Traffic traffic, int maxcpu, long maxmem, long maxdisk) {

        double netin() {
            return traffic.netin();
        }

        double netout() {
            return traffic.netout();
        }

        double diskread() {
            return traffic.diskread();
        }

        double diskwrite() {
            return traffic.diskwrite();
        }

        boolean melts(Stretch next) {
            return present == next.present
                    && running == next.running
                    && maxcpu == next.maxcpu
                    && maxmem == next.maxmem
                    && maxdisk == next.maxdisk;
        }

        /** This one and the one after it, as one that counts the same. */
        Stretch melted(Stretch next, long endMs) {
            double share = (double) (next.fromMs - fromMs) / (endMs - fromMs);
            return new Stretch(fromMs, present, running, traffic.mixed(share, next.traffic), maxcpu, maxmem, maxdisk);
        }

        Stretch since(long ms) {
            return new Stretch(ms, present, running, traffic, maxcpu, maxmem, maxdisk);
        }
    }

    void begin(Stretch stretch) {
        Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
        if (last != null && last.since(stretch.fromMs()).equals(stretch)) {
            return;
        }
        if (last != null && last.fromMs() == stretch.fromMs()) {
            stretches.remove(stretches.size() - 1);
        }
        stretches.add(stretch);
        if (stretches.size() >= nextSqueeze) {
            squeeze(stretch.fromMs());
            nextSqueeze = Math.max(MANY, stretches.size() * 2);
        }
    }

    /**
     * Melts stretches that lie within one row of every series still to be told into their average, which changes no sum; what is too
     * much even so is given up from the oldest on, without losing what a running guest has counted.
     */
    private void squeeze(long nowMs) {
        List<Stretch> kept = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            Stretch last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
            long end = i + 1 < stretches.size() ? stretches.get(i + 1).fromMs() : Long.MAX_VALUE;
            if (last != null && last.melts(stretch) && sameRow(nowMs, last.fromMs(), end)) {
                kept.set(kept.size() - 1, last.melted(stretch, end));
            } else {
                kept.add(stretch);
            }
        }
        while (kept.size() > MOST) {
            Stretch oldest = kept.remove(0);
            if (oldest.melts(kept.get(0))) {
                kept.set(0, oldest.melted(kept.get(0), kept.get(1).fromMs()));
            }
        }
        stretches = kept;
    }

    private static boolean sameRow(long nowMs, long fromMs, long endMs) {
        long row = rowMs(nowMs - fromMs);
        return row > 0 && endMs != Long.MAX_VALUE && fromMs / row == (endMs - 1) / row;
    }

    /** The rows in which something that old can be asked for; the last hour is kept as it was. */
    private static long rowMs(long ageMs) {
        if (ageMs < 2 * ROWS * MINUTE_MS) {
            return 0;
        }
        if (ageMs < ROWS * HOUR_MS) {
            return MINUTE_MS;
        }
        return ageMs < 40 * 24 * HOUR_MS ? HOUR_MS / 2 : 3 * HOUR_MS;
    }

    /** The stretch that holds at an instant, or the first of all. */
    private int first(long ms) {
        int low = 0;
        int high = stretches.size();
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (stretches.get(middle).fromMs() <= ms) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The average over a span of what holds while a condition does; NaN when it never did. */
    double average(long fromMs, long toMs, boolean runningOnly, ToDoubleFunction<Stretch> figure) {
        double sum = 0;
        long covered = 0;
        for (int i = first(fromMs); i < stretches.size() && stretches.get(i).fromMs() < toMs; i++) {
            Stretch stretch = stretches.get(i);
            long end = i + 1 < stretches.size() ? stretches.get(i + 1).fromMs() : Long.MAX_VALUE;
            long overlap = Math.min(end, toMs) - Math.max(stretch.fromMs(), fromMs);
            if (overlap > 0 && stretch.present() && (stretch.running() || !runningOnly)) {
                sum += figure.applyAsDouble(stretch) * overlap;
                covered += overlap;
            }
        }
        return covered == 0 ? Double.NaN : sum / covered;
    }

    /** The highest within a span while a condition holds; NaN when it never did. */
    double highest(long fromMs, long toMs, boolean runningOnly, ToDoubleFunction<Stretch> figure) {
        double highest = Double.NaN;
        for (int i = first(fromMs); i < stretches.size() && stretches.get(i).fromMs() < toMs; i++) {
            Stretch stretch = stretches.get(i);
            long end = i + 1 < stretches.size() ? stretches.get(i + 1).fromMs() : Long.MAX_VALUE;
            boolean overlaps = Math.min(end, toMs) > Math.max(stretch.fromMs(), fromMs);
            if (overlaps && stretch.present() && (stretch.running() || !runningOnly)) {
                double value = figure.applyAsDouble(stretch);
                highest = Double.isNaN(highest) ? value : Math.max(highest, value);
            }
        }
        return highest;
    }

    /** What a running guest does at an instant; a guest that is off does nothing. */
    Traffic at(long ms) {
        Traffic traffic = Traffic.idle();
        for (Stretch stretch : stretches) {
            if (stretch.fromMs() <= ms) {
                traffic = stretch.running() ? stretch.traffic() : Traffic.idle();
            }
        }
        return traffic;
    }

    /** What has been counted since an instant, in whole units. */
    long total(long fromMs, long toMs, ToDoubleFunction<Stretch> perSecond) {
        double sum = 0;
        for (int i = first(fromMs); i < stretches.size() && stretches.get(i).fromMs() < toMs; i++) {
            Stretch stretch = stretches.get(i);
            long end = i + 1 < stretches.size() ? stretches.get(i + 1).fromMs() : Long.MAX_VALUE;
            long overlap = Math.min(end, toMs) - Math.max(stretch.fromMs(), fromMs);
            if (overlap > 0 && stretch.running()) {
                sum += perSecond.applyAsDouble(stretch) * overlap / 1000;
            }
        }
        return (long) sum;
    }
}

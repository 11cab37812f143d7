package dev.vmlifecycle.proxmox.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What the round-robin database knows of a VMID: stretches of time with constant figures. It outlives the VM and is inherited. */
final class RrdHistory {

    private static final int KEPT = 400;

    List<Stretch> stretches = new ArrayList<>();

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
        if (stretches.size() >= KEPT) {
            stretches.remove(0);
        }
        stretches.add(stretch);
    }

    /** The average over a span of what holds while a condition does; NaN when it never did. */
    double average(long fromMs, long toMs, boolean runningOnly, ToDoubleFunction<Stretch> figure) {
        double sum = 0;
        long covered = 0;
        for (int i = 0; i < stretches.size(); i++) {
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

    /** What has been counted since an instant, in whole units. */
    long total(long fromMs, long toMs, ToDoubleFunction<Stretch> perSecond) {
        double sum = 0;
        for (int i = 0; i < stretches.size(); i++) {
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

package dev.vmlifecycle.benchmarks.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Ours against a baseline. Rounds are short and alternate, and the ratio is the median over pairs of neighbours, so that a
 * busy machine slows both sides of a pair.
 */
public final class Contest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** One call of a contestant; its result keeps the work from being optimised away. */
    @FunctionalInterface
    public interface Contestant {

        /** {@return anything that depends on the whole answer} */
        long call();
    }

    private final List<Round> ours = new ArrayList<>();
    private final List<Round> baseline = new ArrayList<>();
    private long sink;

    private Contest() {}

    /**
     * {@return a finished contest}
     *
     * @param ours what is measured
     * @param baseline what it is compared with
     * @param rounds of each
     * @param length of a round
     */
    public static Contest run(Contestant ours, Contestant baseline, int rounds, Duration length) {
        Contest contest = new Contest();
        Duration warmUp = length.multipliedBy(8);
        contest.round(baseline, warmUp);
        contest.round(ours, warmUp);
        for (int i = 0; i < rounds; i++) {
            if (i % 2 == 0) {
                contest.baseline.add(contest.round(baseline, length));
                contest.ours.add(contest.round(ours, length));
            } else {
                contest.ours.add(contest.round(ours, length));
                contest.baseline.add(contest.round(baseline, length));
            }
        }
        return contest;
    }

    /** {@return how many times as fast as the baseline} */
    public double speed() {
        return ratio(Round::callsPerSecond);
    }

    /** {@return how many times as much allocated as by the baseline} */
    public double allocation() {
        return ratio(Round::bytesPerCall);
    }

    /** {@return the medians behind the speed, and how long the calling thread was busy} */
    public String speeds() {
        return String.format(
                Locale.ROOT,
                "%.0f/s against %.0f/s; caller busy %.0f us against %.0f us a call",
                median(ours, Round::callsPerSecond),
                median(baseline, Round::callsPerSecond),
                median(ours, Round::microsPerCall),
                median(baseline, Round::microsPerCall));
    }

    /** {@return the medians behind the allocation} */
    public String allocations() {
        return String.format(
                Locale.ROOT,
                "%.0f B/call against %.0f B/call",
                median(ours, Round::bytesPerCall),
                median(baseline, Round::bytesPerCall));
    }

    private Round round(Contestant contestant, Duration length) {
        long thread = Thread.currentThread().getId();
        long allocated = THREADS.getThreadAllocatedBytes(thread);
        long busy = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + length.toNanos();
        long calls = 0;
        long now = start;
        while (now < end) {
            sink += contestant.call();
            calls++;
            now = System.nanoTime();
        }
        allocated = THREADS.getThreadAllocatedBytes(thread) - allocated;
        busy = THREADS.getCurrentThreadCpuTime() - busy;
        return new Round(calls * 1e9 / (now - start), busy / 1e3 / calls, (double) allocated / calls);
    }

    private double ratio(ToDoubleFunction<Round> value) {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = value.applyAsDouble(ours.get(i)) / value.applyAsDouble(baseline.get(i));
        }
        return median(ratios);
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> value) {
        return median(rounds.stream().mapToDouble(value).toArray());
    }

    private static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String toString() {
        return speeds() + ", " + allocations() + " (" + sink + ")";
    }
}

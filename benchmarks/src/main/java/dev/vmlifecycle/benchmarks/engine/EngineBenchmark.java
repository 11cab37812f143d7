package dev.vmlifecycle.benchmarks.engine;

import dev.vmlifecycle.benchmarks.Benchmark;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The engine's throughput, its latency when idle, and what a tick costs among very many rows at rest. */
public final class EngineBenchmark implements Benchmark {
    private static final int INSTANCES = 1_000;
    private static final int STEPS = 15;
    private static final int WORKERS = 8;
    private static final int ROUNDS = 5;
    private static final int SAMPLES = 80;

    /** Makes it; nothing is measured yet. */
    public EngineBenchmark() {}

    @Override
    public String description() {
        return "the engine on PostgreSQL against bare transactions: throughput, idle latency, cost of a tick";
    }

    @Override
    public void run(PrintStream out) {
        try (Server server = Server.start()) {
            out.println("server: " + server.settings());
            throughput(server, out);
            idle(server, out);
        }
    }

    private static void throughput(Server server, PrintStream out) {
        RawSteps raw = new RawSteps(server);
        Throughput engine = new Throughput(server, WORKERS);
        raw.throughput(INSTANCES / 2, STEPS, WORKERS);
        engine.run(INSTANCES / 2, STEPS, false);
        List<Double> ratios = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        bare.add(raw.throughput(INSTANCES, STEPS, WORKERS));
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(engine.run(INSTANCES, STEPS, false));
            bare.add(raw.throughput(INSTANCES, STEPS, WORKERS));
            double reference = (bare.get(round) + bare.get(round + 1)) / 2;
            ratios.add(ours.get(round) / reference);
        }
        out.printf(
                Locale.ROOT,
                "RATIO engine-steps/raw-tx %.2f >=1.5 (%d instances x %d steps, %d workers, %d connections; median of %d"
                        + " rounds %s; engine %.0f steps/s %s; raw-tx %.0f steps/s %s)%n",
                median(ratios),
                INSTANCES,
                STEPS,
                WORKERS,
                WORKERS,
                ROUNDS,
                list("%.2f", ratios),
                median(ours),
                list("%.0f", ours),
                median(bare),
                list("%.0f", bare));
    }

    private static void idle(Server server, PrintStream out) {
        IdleLatency latency = new IdleLatency(server, WORKERS);
        List<Double> ratios = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            IdleLatency.Figures figures = latency.run(SAMPLES, STEPS);
            ratios.add(figures.ratio());
            ours.add(figures.ours());
            bare.add(figures.raw());
        }
        out.printf(
                Locale.ROOT,
                "RATIO idle-latency/raw %.2f <=1.3 (p50 of one instance of %d steps; median of %d rounds %s; engine %.1f ms"
                        + " %s; claim and fenced statements on one connection %.1f ms %s)%n",
                median(ratios),
                STEPS,
                ROUNDS,
                list("%.2f", ratios),
                median(ours),
                list("%.1f", ours),
                median(bare),
                list("%.1f", bare));
    }

    static String list(String format, List<Double> values) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, format, value))
                .toList()
                .toString();
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

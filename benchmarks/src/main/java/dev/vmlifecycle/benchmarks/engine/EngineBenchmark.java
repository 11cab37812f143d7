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
    private static final int DUE = 1_000;
    private static final int FEW = 1_000;
    private static final int MANY = 100_000;
    private static final int VERY_MANY = 1_000_000;
    private static final int WAITING = 10_000;

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
            ticks(server, out);
            out.println("beside: " + Waiting.run(server, WAITING, WORKERS));
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
        double telling = engine.run(INSTANCES, STEPS, true);
        out.printf(
                Locale.ROOT,
                "beside: with a durable event a step %.0f steps/s, %.2f of raw-tx in the round before%n",
                telling,
                telling / bare.get(ROUNDS));
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

    private static void ticks(Server server, PrintStream out) {
        List<Double> few = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        List<Double> veryMany = new ArrayList<>();
        try (TickCost a = new TickCost(server, FEW, WORKERS);
                TickCost b = new TickCost(server, MANY, WORKERS);
                TickCost c = new TickCost(server, VERY_MANY, WORKERS)) {
            for (TickCost warm : List.of(a, b, c)) {
                warm.run(DUE);
            }
            for (int round = 0; round < ROUNDS; round++) {
                few.add(a.run(DUE));
                many.add(b.run(DUE));
                veryMany.add(c.run(DUE));
            }
            tick(out, "tick-100k/tick-1k", many, few);
            tick(out, "tick-1M/tick-1k", veryMany, few);
            out.println("beside: 1M at rest: " + c.scans() + "; index " + c.indexSize() + "; plan of the claim:\n"
                    + requireNarrow(ClaimPlan.of(server, "rest" + VERY_MANY + "_"))
                            .indent(2)
                            .stripTrailing());
        }
    }

    private static void tick(PrintStream out, String name, List<Double> ours, List<Double> few) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(ours.get(round) / few.get(round));
        }
        out.printf(
                Locale.ROOT,
                "RATIO %s %.2f <=1.2 (%d due, the others at rest; median of %d rounds %s; %.0f ms %s against %.0f ms %s)%n",
                name,
                median(ratios),
                DUE,
                ROUNDS,
                list("%.2f", ratios),
                median(ours),
                list("%.0f", ours),
                median(few),
                list("%.0f", few));
    }

    private static String requireNarrow(String plan) {
        if (!plan.contains("instance_due") || plan.contains("Seq Scan") || plan.contains("Sort")) {
            throw new IllegalStateException("plan of the claim: (expected: the index of due rows, no sort)\n" + plan);
        }
        return plan;
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

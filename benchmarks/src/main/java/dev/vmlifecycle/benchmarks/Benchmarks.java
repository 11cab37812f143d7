package dev.vmlifecycle.benchmarks;

import dev.vmlifecycle.benchmarks.client.ClientBenchmark;
import dev.vmlifecycle.benchmarks.dns.DnsBenchmark;
import dev.vmlifecycle.benchmarks.engine.EngineBenchmark;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs the named benchmarks: {@code mvn -q -pl benchmarks -am compile exec:java -Dexec.args=client}. Without a name it
 * lists them.
 */
public final class Benchmarks {

    private static final int UNKNOWN_NAME = 2;

    private static final Map<String, Benchmark> ALL = new TreeMap<>(
            Map.of("client", new ClientBenchmark(), "dns", new DnsBenchmark(), "engine", new EngineBenchmark()));

    private Benchmarks() {}

    /**
     * Ends with 2 when a name is not known.
     *
     * @param args names
     */
    public static void main(String[] args) {
        int status = run(System.out, System.err, args);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(PrintStream out, PrintStream err, String... names) {
        for (String name : names) {
            Optional<Benchmark> benchmark = Optional.ofNullable(ALL.get(name));
            if (benchmark.isEmpty()) {
                err.println("benchmark: '" + name + "' (expected: one of " + ALL.keySet() + ")");
                return UNKNOWN_NAME;
            }
            benchmark.get().run(out);
        }
        if (names.length == 0) {
            ALL.forEach((name, benchmark) -> out.println(name + ": " + benchmark.description()));
        }
        return 0;
    }
}

package dev.vmlifecycle.benchmarks;

import java.io.PrintStream;

/** One measurement, chosen by name. */
public interface Benchmark {

    /** {@return what it compares, in one line} */
    String description();

    /**
     * Measures and prints a line {@code RATIO name value target} or {@code COUNT name value target} for each claim, the figures behind
     * it in the same line.
     *
     * @param out takes the lines
     */
    void run(PrintStream out);
}

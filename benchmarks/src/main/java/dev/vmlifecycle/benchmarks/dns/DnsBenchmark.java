package dev.vmlifecycle.benchmarks.dns;

import dev.vmlifecycle.benchmarks.Benchmark;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A deploy with 4 IPv4 and 9 IPv6 addresses, each with a record and a pointer, on two providers. */
public final class DnsBenchmark implements Benchmark {
    private static final Duration CALL = Duration.ofSeconds(1);
    private static final double MOST_SECONDS = 5;
    private static final int MOST_CALLS = 30;
    private static final String BASELINE =
            "baseline 94 s: the original product, which deletes and creates each record of 13 addresses";

    /** Makes it; nothing is measured yet. */
    public DnsBenchmark() {}

    @Override
    public String description() {
        return "the DNS step of a deploy with 13 addresses on PowerDNS and Cloudflare, a second a call";
    }

    @Override
    public void run(PrintStream out) {
        Deploy.Figures merging = Deploy.measure(CALL, true);
        Deploy.Figures replacing = Deploy.measure(CALL, false);
        out.printf(
                Locale.ROOT,
                "COUNT dns-seconds-13-addresses %.2f <%.0f (%s; %s)%n",
                merging.seconds(),
                MOST_SECONDS,
                text("PowerDNS with EXTEND", merging),
                BASELINE);
        out.printf(
                Locale.ROOT,
                "COUNT dns-calls %d <=%d (PowerDNS %d, Cloudflare %d)%n",
                merging.powerDnsCalls() + merging.cloudflareCalls(),
                MOST_CALLS,
                merging.powerDnsCalls(),
                merging.cloudflareCalls());
        out.printf(
                Locale.ROOT,
                "beside: %.2f s, PowerDNS %d calls, Cloudflare %d calls (%s)%n",
                replacing.seconds(),
                replacing.powerDnsCalls(),
                replacing.cloudflareCalls(),
                text("PowerDNS 4.7, which has no EXTEND: locked, replaced, read again", replacing));
    }

    private static String text(String powerDns, Deploy.Figures figures) {
        return powerDns + ", and Cloudflare; " + figures.records() + " records, " + CALL.toSeconds() + " s a call";
    }
}

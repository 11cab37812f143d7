package dev.vmlifecycle.traffic.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fine the samples of an interval were, as its source tells: {@code rrd 60s} or, where some were coarser, {@code rrd 60-1800s}.
 *
 * @param finest seconds of the finest, 0 for no samples
 * @param coarsest seconds of the coarsest
 */
record Steps(long finest, long coarsest) {
    private static final Pattern FORM = Pattern.compile("rrd (\\d{1,9})(?:-(\\d{1,9}))?s");

    static Steps none() {
        return new Steps(0, 0);
    }

    static Steps of(Duration step) {
        return new Steps(step.toSeconds(), step.toSeconds());
    }

    static Steps parse(String source) {
        Matcher matcher = FORM.matcher(source);
        if (!matcher.matches()) {
            return none();
        }
        long finest = Long.parseLong(matcher.group(1));
        return new Steps(
                finest,
                Optional.ofNullable(matcher.group(2)).map(Long::parseLong).orElse(finest));
    }

    Steps with(Steps other) {
        if (coarsest == 0 || other.coarsest == 0) {
            return coarsest == 0 ? other : this;
        }
        return new Steps(Math.min(finest, other.finest), Math.max(coarsest, other.coarsest));
    }

    @Override
    public String toString() {
        if (coarsest == 0) {
            return "";
        }
        return finest == coarsest ? "rrd " + finest + "s" : "rrd " + finest + "-" + coarsest + "s";
    }
}

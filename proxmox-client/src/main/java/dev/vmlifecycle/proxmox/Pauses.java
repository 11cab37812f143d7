package dev.vmlifecycle.proxmox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Pauses between questions: 0.25 s, growing by 1.6 up to 5 s, until a time is over. Without jitter: one caller waits for
 * one thing here, and who waits for many can spread them in its {@link Sleeper}.
 */
final class Pauses {

    private static final Duration FIRST = Duration.ofMillis(250);
    // who waits for the longest time there is must not overflow the calendar
    private static final Duration FOR_EVER = Duration.ofDays(365_000);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final Instant end;
    private final Duration timeout;
    private final Sleeper sleeper;
    private Duration slept = Duration.ZERO;
    private Duration pause = FIRST;

    Pauses(InstantSource clock, Duration timeout, Sleeper sleeper) {
        this.clock = clock;
        this.end = clock.instant().plus(timeout.compareTo(FOR_EVER) < 0 ? timeout : FOR_EVER);
        this.timeout = timeout;
        this.sleeper = sleeper;
    }

    /** Waits, and says true, unless the time is over; what was slept counts too, since a clock may stand still. */
    boolean next() throws InterruptedException {
        if (slept.compareTo(timeout) >= 0 || !clock.instant().isBefore(end)) {
            return false;
        }
        sleeper.sleep(pause);
        slept = slept.plus(pause);
        Duration longer = pause.multipliedBy(8).dividedBy(5);
        pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
        return true;
    }
}

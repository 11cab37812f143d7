package dev.vmlifecycle.engine.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when told to. Thread-safe. */
public final class SettableClock implements InstantSource {

    private Instant now;

    private SettableClock(Instant now) {
        this.now = now;
    }

    /**
     * Makes a clock.
     *
     * @param now what it shows
     * @return the clock
     */
    public static SettableClock at(Instant now) {
        return new SettableClock(now);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /**
     * Moves the clock.
     *
     * @param by how far; negative moves it back
     * @return what it shows then
     */
    public synchronized Instant advance(Duration by) {
        now = now.plus(by);
        return now;
    }

    /**
     * Sets the clock.
     *
     * @param to what it shows from now on
     */
    public synchronized void set(Instant to) {
        now = to;
    }
}

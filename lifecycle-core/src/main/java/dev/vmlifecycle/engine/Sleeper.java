package dev.vmlifecycle.engine;

import java.time.Duration;

/** Where a tick waits: the thread itself, or a test's clock. Thread-safe. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param time how long
     * @throws InterruptedException when the thread was interrupted; the tick then ends
     */
    void sleep(Duration time) throws InterruptedException;

    /**
     * Puts the thread to sleep.
     *
     * @return the real thing
     */
    static Sleeper system() {
        return time -> Thread.sleep(time.toMillis());
    }
}

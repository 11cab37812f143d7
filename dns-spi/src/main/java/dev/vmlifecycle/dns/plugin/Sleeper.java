package dev.vmlifecycle.dns.plugin;

import java.time.Duration;

/** Where a provider waits between two tries: the thread itself, or a test's clock. Thread-safe. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param time how long
     * @throws InterruptedException when the thread was interrupted
     */
    void sleep(Duration time) throws InterruptedException;

    /**
     * {@return the real thing}
     */
    static Sleeper system() {
        return time -> Thread.sleep(time.toMillis());
    }
}

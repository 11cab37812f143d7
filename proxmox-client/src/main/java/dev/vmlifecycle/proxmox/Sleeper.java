package dev.vmlifecycle.proxmox;

import java.time.Duration;

/** How to wait; replaced in tests and simulations by something that moves a clock. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param duration how long
     * @throws InterruptedException when the thread is interrupted meanwhile
     */
    void sleep(Duration duration) throws InterruptedException;

    /** {@return a sleeper that blocks the calling thread} */
    static Sleeper blocking() {
        return duration -> Thread.sleep(duration.toMillis());
    }
}

package dev.vmlifecycle.proxmox.internal;

import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;

/** How long the server itself waits for a task before it answers: some calls take 1 to 30 s. */
public final class ServerWait {

    private static final long LONGEST_SECONDS = 30;

    private ServerWait() {}

    /**
     * {@return the parameter}
     *
     * @param name as the API spells it
     * @param wait whole seconds count
     * @throws IllegalArgumentException when it is out of range
     */
    public static Param of(String name, Duration wait) {
        long seconds = wait.toSeconds();
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw new IllegalArgumentException("wait: " + wait + " (expected: 1 to " + LONGEST_SECONDS + " s)");
        }
        return Param.of(name, seconds);
    }
}

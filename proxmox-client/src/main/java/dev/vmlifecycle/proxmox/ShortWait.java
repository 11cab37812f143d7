package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.transport.Param;
import java.time.Duration;

/** How long a call itself waits for the end of its task. */
final class ShortWait {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private ShortWait() {}

    static Param param(String name, Duration wait) {
        if (wait.compareTo(SHORTEST) < 0 || wait.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("wait: " + wait + " (expected: PT1S to PT30S)");
        }
        return Param.of(name, wait.toSeconds());
    }
}

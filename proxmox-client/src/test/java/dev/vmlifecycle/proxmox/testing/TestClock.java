package dev.vmlifecycle.proxmox.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until moved. */
public final class TestClock implements InstantSource {

    private volatile Instant now = ScriptedTransport.NOW;

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        synchronized (this) {
            now = now.plus(by);
        }
    }
}

package dev.vmlifecycle.proxmox.simulator;

import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Seeded randomness whose state is part of the world (SplitMix64). */
final class Randomness {

    private final State state;

    Randomness(State state) {
        this.state = state;
    }

    long next() {
        state.random += 0x9E3779B97F4A7C15L;
        long z = state.random;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    String uuid() {
        long high = (next() & ~0xF000L) | 0x4000L;
        long low = (next() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    String mac() {
        String tail = HexFormat.of().toHexDigits(next(), 6).toUpperCase(Locale.ROOT);
        return "BC:24:11:" + tail.substring(0, 2) + ":" + tail.substring(2, 4) + ":" + tail.substring(4);
    }

    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    int step() {
        return 1 + (int) Long.remainderUnsigned(next(), 17);
    }
}

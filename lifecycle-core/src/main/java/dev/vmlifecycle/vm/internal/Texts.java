package dev.vmlifecycle.vm.internal;

import java.time.Duration;

/** Small pieces of text for people. */
final class Texts {
    private Texts() {}

    static String seconds(Duration span) {
        return span.toSeconds() + "s";
    }
}

package dev.vmlifecycle.examples.quickstart;

import dev.vmlifecycle.examples.console.Console;
import dev.vmlifecycle.examples.quickstart.CrashPoint.Moment;
import dev.vmlifecycle.proxmox.transport.WireRequest;

/** A planned end of this JVM: no shutdown hook runs, nothing is closed, as with SIGKILL. Thread-safe. */
final class Crash {
    private static final int SIGKILL = 137;

    private final CrashPoint point;
    private final Console console;
    private volatile boolean answered;

    Crash(CrashPoint point, Console console) {
        this.point = point;
        this.console = console;
    }

    void beforeCall(WireRequest request) {
        if (point.moment() == Moment.BEFORE_CALL && point.call().matches(request)) {
            halt();
        }
    }

    void afterCall(WireRequest request) {
        if (!point.call().matches(request)) {
            return;
        }
        if (point.moment() == Moment.AFTER_CALL) {
            halt();
        }
        answered = point.moment() == Moment.AFTER_ANSWER;
    }

    void beforeRecording() {
        if (answered) {
            halt();
        }
    }

    private void halt() {
        console.say("*** crash at " + point + " ***");
        Runtime.getRuntime().halt(SIGKILL);
    }
}

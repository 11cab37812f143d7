package dev.vmlifecycle.dns.testkit;

/** Makes the server of a fixture fail. */
public interface FaultInjector {

    /** How the server fails. */
    enum Fault {
        /** It refuses, and wants to be left alone for 60 seconds: HTTP 429 with {@code Retry-After: 60}. */
        RATE_LIMITED,
        /** It has a fault of its own: HTTP 503. */
        SERVER_ERROR
    }

    /**
     * Lets the next answers be failures.
     *
     * @param times how many; 0 ends the failing
     * @param fault how
     */
    void failNext(int times, Fault fault);
}

package dev.vmlifecycle.dns.cloudflare.internal;

import dev.vmlifecycle.dns.Cancellation;
import java.io.IOException;
import java.time.Duration;

/** Carries one request and brings its answer; the seam for tests. Thread-safe. */
public interface Transport {

    /**
     * Sends one request, once.
     *
     * @param request what to send
     * @param timeout the longest it may last
     * @param cancellation ends it when thrown
     * @return the answer, whatever its status
     * @throws IOException when there is no complete answer; its message may hold anything
     */
    WireResponse send(WireRequest request, Duration timeout, Cancellation cancellation) throws IOException;

    /** Frees connections. */
    default void close() {}
}

package dev.vmlifecycle.proxmox.transport;

import dev.vmlifecycle.proxmox.Cancellation;
import java.time.Duration;

/**
 * Carries one request to a Proxmox API server and brings its answer.
 *
 * <p>The seam by which a simulator is joined in process: no socket, no thread, any clock. Implementations are
 * thread-safe, run on the caller's thread, and never deliver a write twice: whoever wants it repeated calls again.
 */
public interface Transport extends AutoCloseable {

    /**
     * Sends one request and waits for the whole answer.
     *
     * @param request what to send
     * @param timeout the longest the call may last, connecting included; positive
     * @param cancel ends the call when thrown
     * @return the answer, whatever its status
     * @throws TransportFailure when there is no complete answer; it tells whether the request may have been executed
     */
    WireResponse send(WireRequest request, Duration timeout, Cancellation cancel);

    /** Frees connections; calls under way may fail. Does nothing unless overridden. */
    @Override
    default void close() {}
}

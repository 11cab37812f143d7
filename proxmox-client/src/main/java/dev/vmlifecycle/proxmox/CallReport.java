package dev.vmlifecycle.proxmox;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of one request.
 *
 * @param method HTTP method
 * @param path template of the path, such as {@code /nodes/{node}/qemu/{vmid}/config}
 * @param outcome how it ended
 * @param host which host answered, {@code name:port}; absent when none did, or when there is no network between
 * @param status HTTP status, absent when there was no answer
 * @param duration by the client's clock, the wait for a free slot included
 */
public record CallReport(
        HttpMethod method, String path, Outcome outcome, Optional<String> host, OptionalInt status, Duration duration) {

    /** How a request ended. */
    public enum Outcome {
        /** Status 2xx. */
        DONE,
        /** Any other status. */
        REFUSED,
        /** Never left this machine: no connection, no time left, cancelled. */
        NOT_SENT,
        /** May have been sent; no answer came. */
        ANSWER_LOST
    }
}

package dev.vmlifecycle.dns;

import java.util.Objects;
import java.util.Optional;

/**
 * What a test of one zone's connection found, for the button beside it in a panel. Nothing is written by the test.
 *
 * @param reachable whether the server answers
 * @param authorised whether it takes the credentials
 * @param present whether it has the zone
 * @param writable whether records can be changed there; a service that only a write would tell leaves it unknown
 * @param error what stopped the test; empty when nothing did
 */
public record ZoneProbe(
        Answer reachable, Answer authorised, Answer present, Answer writable, Optional<DnsError> error) {

    /** What is known of one question. */
    public enum Answer {
        /** Yes. */
        YES,
        /** No. */
        NO,
        /** It was not asked, or not answered. */
        UNKNOWN
    }

    /**
     * A result.
     *
     * @param reachable whether the server answers
     * @param authorised whether it takes the credentials
     * @param present whether it has the zone
     * @param writable whether records can be changed there
     * @param error what stopped the test
     */
    public ZoneProbe {
        Objects.requireNonNull(reachable, "reachable");
        Objects.requireNonNull(authorised, "authorised");
        Objects.requireNonNull(present, "present");
        Objects.requireNonNull(writable, "writable");
        Objects.requireNonNull(error, "error");
    }

    /**
     * {@return the result when the zone could be read}
     *
     * @param writable whether records can be changed there
     */
    public static ZoneProbe present(Answer writable) {
        return new ZoneProbe(Answer.YES, Answer.YES, Answer.YES, writable, Optional.empty());
    }

    /**
     * {@return the result when the zone was found and cannot be written}
     *
     * @param error why
     */
    public static ZoneProbe readOnly(DnsError error) {
        return new ZoneProbe(Answer.YES, Answer.YES, Answer.YES, Answer.NO, Optional.of(error));
    }

    /**
     * {@return the result when an error ended the test; its kind tells what is known}
     *
     * @param error why
     */
    public static ZoneProbe stopped(DnsError error) {
        return switch (error.kind()) {
            case READ_ONLY_ZONE -> readOnly(error);
            case AUTH -> new ZoneProbe(Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.UNKNOWN, Optional.of(error));
            case ZONE_NOT_FOUND -> new ZoneProbe(Answer.YES, Answer.YES, Answer.NO, Answer.NO, Optional.of(error));
            case UNREACHABLE ->
                new ZoneProbe(Answer.NO, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, Optional.of(error));
            case RATE_LIMITED, QUOTA ->
                new ZoneProbe(Answer.YES, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, Optional.of(error));
            default ->
                new ZoneProbe(Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, Optional.of(error));
        };
    }

    /**
     * {@return whether the zone can be used: present, and not known to be read-only}
     */
    public boolean isUsable() {
        return present == Answer.YES && writable != Answer.NO;
    }
}

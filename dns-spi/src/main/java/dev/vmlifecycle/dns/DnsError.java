package dev.vmlifecycle.dns;

import static dev.vmlifecycle.dns.Refusals.refused;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a change or a read failed.
 *
 * @param kind what went wrong
 * @param retryable whether the same call may succeed later without anybody doing anything
 * @param retryAfter how long to wait at least, as the server asked; empty when it did not say
 * @param providerCode the service's own code, such as {@code HTTP 422} or {@code 81053}; empty when it has none
 * @param safeMessage one line for people; the provider has taken every secret out of it
 */
public record DnsError(
        Kind kind,
        boolean retryable,
        Optional<Duration> retryAfter,
        Optional<String> providerCode,
        String safeMessage) {

    /** What went wrong, in kinds that callers treat differently. */
    public enum Kind {
        /** The credentials are wrong or do not suffice; the rest of the connection's work need not be tried. */
        AUTH(false),
        /** The server does not know the zone. */
        ZONE_NOT_FOUND(false),
        /** The zone is a copy; what is written here would be undone by the next transfer. */
        READ_ONLY_ZONE(false),
        /** The name does not lie in the zone; nothing was sent. */
        OUT_OF_ZONE(false),
        /** The server, or the provider on its behalf, does not take the value. */
        INVALID_VALUE(false),
        /** A CNAME stands at the name, or a CNAME was to be put beside other records. */
        CONFLICT_CNAME(false),
        /** The account or the zone is full. */
        QUOTA(false),
        /** Too many calls. */
        RATE_LIMITED(true),
        /** No connection, or none that brought an answer; several in a row, and the server is better left alone. */
        UNREACHABLE(true),
        /** The server answered with a fault of its own, or the deadline passed, or the call was cancelled. */
        TRANSIENT(true),
        /** The provider cannot do this kind of change or this record type. */
        UNSUPPORTED(false),
        /** None of the others. */
        UNKNOWN(true);

        private final boolean retryable;

        Kind(boolean retryable) {
            this.retryable = retryable;
        }

        /**
         * Whether errors of this kind usually go away by themselves.
         *
         * @return what {@link DnsError#of(Kind, String)} sets
         */
        public boolean retryable() {
            return retryable;
        }
    }

    /**
     * An error.
     *
     * @param kind what went wrong
     * @param retryable whether a later call may succeed
     * @param retryAfter how long to wait at least
     * @param providerCode the service's own code
     * @param safeMessage one line without secrets
     * @throws IllegalArgumentException when {@code retryAfter} is negative
     */
    public DnsError {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(providerCode, "providerCode");
        Objects.requireNonNull(safeMessage, "safeMessage");
        if (retryAfter.isPresent() && retryAfter.get().isNegative()) {
            throw refused("retry after", retryAfter.get(), "not negative");
        }
    }

    /**
     * An error that may be repeated as its kind says.
     *
     * @param kind what went wrong
     * @param safeMessage one line without secrets
     * @return the error
     */
    public static DnsError of(Kind kind, String safeMessage) {
        return new DnsError(kind, kind.retryable(), Optional.empty(), Optional.empty(), safeMessage);
    }

    /**
     * Too many calls, as a server says it.
     *
     * @param retryAfter how long the server wants to be left alone
     * @param safeMessage one line without secrets
     * @return the error
     */
    public static DnsError rateLimited(Duration retryAfter, String safeMessage) {
        return new DnsError(Kind.RATE_LIMITED, true, Optional.of(retryAfter), Optional.empty(), safeMessage);
    }

    /**
     * This error with the service's own code.
     *
     * @param code such as {@code HTTP 422}
     * @return a new error
     */
    public DnsError withCode(String code) {
        return new DnsError(kind, retryable, retryAfter, Optional.of(code), safeMessage);
    }

    /**
     * This error with another message.
     *
     * @param text one line without secrets
     * @return a new error
     */
    public DnsError withMessage(String text) {
        return new DnsError(kind, retryable, retryAfter, providerCode, text);
    }

    /**
     * Kind and message.
     *
     * @return one line without secrets
     */
    @Override
    public String toString() {
        return kind + ": " + safeMessage;
    }
}

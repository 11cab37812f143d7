package dev.vmlifecycle.vm;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A limit that is never a bare number: unlimited, keep what is there, or a value.
 *
 * @param kind which of the three
 * @param value the value; present only for {@link Kind#VALUE}
 */
public record Limit(Kind kind, Optional<BigDecimal> value) {
    private static final int MOST_DIGITS = 30;

    /** The three meanings. */
    public enum Kind {
        /** No limit: the key is absent on Proxmox. */
        UNLIMITED,
        /** Whatever is there stays. */
        KEEP,
        /** The value applies. */
        VALUE
    }

    /**
     * Checks that a value comes with its kind.
     *
     * @param kind see above
     * @param value see above
     * @throws IllegalArgumentException when it does not, is not above zero, or has more than 30 digits
     */
    public Limit {
        if ((kind == Kind.VALUE) != value.isPresent()
                || value.filter(v -> v.signum() <= 0).isPresent()) {
            throw new IllegalArgumentException("limit: " + kind + " " + value + " (expected: a value above 0)");
        }
        // 1e999999999 is a short text and a number that fills the memory
        if (value.filter(v -> (long) v.precision() + Math.abs((long) v.scale()) > MOST_DIGITS)
                .isPresent()) {
            throw new IllegalArgumentException("limit: too long (expected: at most " + MOST_DIGITS + " digits)");
        }
    }

    /**
     * No limit.
     *
     * @return unlimited
     */
    public static Limit unlimited() {
        return new Limit(Kind.UNLIMITED, Optional.empty());
    }

    /**
     * Leave it alone.
     *
     * @return keep
     */
    public static Limit keep() {
        return new Limit(Kind.KEEP, Optional.empty());
    }

    /**
     * A limit.
     *
     * @param value above zero, in the unit of the place where it is used
     * @return the limit
     * @throws IllegalArgumentException when it is not above zero
     */
    public static Limit of(long value) {
        return of(BigDecimal.valueOf(value));
    }

    /**
     * A limit.
     *
     * @param value above zero, in the unit of the place where it is used
     * @return the limit
     * @throws IllegalArgumentException when it is not above zero
     */
    public static Limit of(BigDecimal value) {
        BigDecimal plain =
                new Limit(Kind.VALUE, Optional.of(value)).value.orElseThrow().stripTrailingZeros();
        return new Limit(Kind.VALUE, Optional.of(plain.scale() < 0 ? plain.setScale(0) : plain));
    }

    /**
     * What a property should read, given what it reads now.
     *
     * @param present the present text, or empty when absent
     * @return the wanted text, or empty when it should be absent
     */
    public Optional<String> wanted(Optional<String> present) {
        return switch (kind) {
            case KEEP -> present;
            case UNLIMITED -> Optional.empty();
            case VALUE -> value.map(BigDecimal::toPlainString);
        };
    }

    @Override
    public String toString() {
        return value.map(BigDecimal::toPlainString).orElse(kind.name().toLowerCase(java.util.Locale.ROOT));
    }
}

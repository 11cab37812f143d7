package dev.vmlifecycle.proxmox.json;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number.
 *
 * @param value integers exactly, fractions to the precision of a double
 */
public record JsonNumber(BigDecimal value) implements JsonValue {

    @Override
    public Optional<String> text() {
        return Optional.of(value.toString());
    }

    @Override
    public Optional<BigDecimal> number() {
        return Optional.of(value);
    }

    @Override
    public String toJson() {
        return value.toString();
    }

    @Override
    public String toString() {
        return "number";
    }
}

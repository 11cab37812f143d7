package dev.vmlifecycle.proxmox.json;

import java.util.Optional;

/**
 * True or false.
 *
 * @param value which
 */
public record JsonFlag(boolean value) implements JsonValue {

    @Override
    public Optional<String> text() {
        return Optional.of(value ? "1" : "0");
    }

    @Override
    public String toJson() {
        return Boolean.toString(value);
    }

    @Override
    public String toString() {
        return "flag";
    }
}

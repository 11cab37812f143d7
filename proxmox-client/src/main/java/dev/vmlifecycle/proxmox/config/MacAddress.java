package dev.vmlifecycle.proxmox.config;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hardware address of a NIC.
 *
 * @param value {@code BC:24:11:00:00:01}; brought to upper case, as the server does
 */
public record MacAddress(String value) {

    private static final Pattern GRAMMAR = Pattern.compile("[0-9A-F]{2}(?::[0-9A-F]{2}){5}");

    /**
     * Checks the grammar.
     *
     * @param value {@code BC:24:11:00:00:01}; brought to upper case, as the server does
     * @throws IllegalArgumentException when it is no such address
     */
    public MacAddress {
        value = value.toUpperCase(Locale.ROOT);
        if (!isMac(value)) {
            throw new IllegalArgumentException("MAC: " + Shown.of(value) + " (expected: such as BC:24:11:00:00:01)");
        }
    }

    /**
     * {@return this address}
     *
     * @param value six bytes in hex with colons
     */
    public static MacAddress of(String value) {
        return new MacAddress(value);
    }

    static boolean isMac(String text) {
        return GRAMMAR.matcher(text.toUpperCase(Locale.ROOT)).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}

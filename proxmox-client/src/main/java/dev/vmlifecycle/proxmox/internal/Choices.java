package dev.vmlifecycle.proxmox.internal;

import java.util.Arrays;
import java.util.Locale;

/** Enums whose names on the wire are their own in lower case. */
public final class Choices {
    private Choices() {}

    /**
     * {@return the constant with this name}
     *
     * @param <E> the enum
     * @param type the enum
     * @param what it is called in the refusal
     * @param text the name on the wire
     * @throws IllegalArgumentException when there is none
     */
    public static <E extends Enum<E>> E parse(Class<E> type, String what, String text) {
        String wanted = text.toUpperCase(Locale.ROOT);
        E[] all = type.getEnumConstants();
        return Arrays.stream(all)
                .filter(one -> one.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        what + ": " + Shown.of(text) + " (expected: one of " + Arrays.toString(all) + ")"));
    }
}

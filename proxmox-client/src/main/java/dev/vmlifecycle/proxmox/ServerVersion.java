package dev.vmlifecycle.proxmox;

import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of the Proxmox VE API server that answered.
 *
 * @param text the whole version, such as {@code 8.4.1}
 * @param major first number
 * @param minor second number, 0 when absent
 */
public record ServerVersion(String text, int major, int minor) {

    private static final Pattern GRAMMAR = Pattern.compile("(\\d{1,5})(?!\\d)(?:[.-](\\d{1,5})(?!\\d))?.*");

    /**
     * {@return the version with this text}
     *
     * @param text starts with a number
     * @throws IllegalArgumentException when it does not
     */
    public static ServerVersion parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("version: " + Shown.of(text) + " (expected: such as 8.4.1)");
        }
        String minor = matcher.group(2);
        return new ServerVersion(text, Integer.parseInt(matcher.group(1)), minor == null ? 0 : Integer.parseInt(minor));
    }

    /**
     * {@return whether this version is the given one or later}
     *
     * @param wantedMajor first number
     * @param wantedMinor second number
     */
    public boolean isAtLeast(int wantedMajor, int wantedMinor) {
        return major != wantedMajor ? major > wantedMajor : minor >= wantedMinor;
    }

    @Override
    public String toString() {
        return text;
    }
}

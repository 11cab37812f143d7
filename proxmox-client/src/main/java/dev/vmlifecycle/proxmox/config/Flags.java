package dev.vmlifecycle.proxmox.config;

import java.util.Set;

/** Flags inside property strings; the server writes 0 and 1, and reads more. */
final class Flags {

    private static final Set<String> ON = Set.of("1", "on", "yes", "true");

    private Flags() {}

    static boolean isOn(String text) {
        return ON.contains(text);
    }

    static String text(boolean on) {
        return on ? "1" : "0";
    }
}

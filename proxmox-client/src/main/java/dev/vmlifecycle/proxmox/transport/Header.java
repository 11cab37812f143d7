package dev.vmlifecycle.proxmox.transport;

import java.util.Locale;
import java.util.Set;

/**
 * One HTTP header.
 *
 * @param name case is irrelevant
 * @param value may hold credentials
 */
public record Header(String name, String value) {

    private static final Set<String> PRINTABLE =
            Set.of("content-type", "content-length", "date", "server", "connection", "accept", "user-agent");

    /** {@return name and value, the value masked unless it is known to be harmless} */
    @Override
    public String toString() {
        return name + ": " + (PRINTABLE.contains(name.toLowerCase(Locale.ROOT)) ? value : "***");
    }
}

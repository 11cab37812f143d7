package dev.vmlifecycle.proxmox.internal.catalogue;

import dev.vmlifecycle.proxmox.ServerVersion;
import dev.vmlifecycle.proxmox.internal.Shown;
import java.util.Arrays;
import java.util.Optional;

/** A line of Proxmox VE whose schema the catalogue was made of, oldest first. */
public enum ApiLine {
    /** 7.4. */
    V7_4("7.4", 7, 4),
    /** 8.4. */
    V8_4("8.4", 8, 4),
    /** 9, taken from its release 9.1. */
    V9("9", 9, 1);

    static final ApiLine OLDEST = V7_4;
    static final ApiLine NEWEST = V9;

    private final String text;
    private final int major;
    private final int minor;

    ApiLine(String text, int major, int minor) {
        this.text = text;
        this.major = major;
        this.minor = minor;
    }

    /** {@return the first number of its version} */
    public int major() {
        return major;
    }

    /** The newest line that is not newer than a server. */
    static Optional<ApiLine> upTo(ServerVersion server) {
        return Arrays.stream(values())
                .filter(line -> server.isAtLeast(line.major, line.minor))
                .reduce((older, newer) -> newer);
    }

    /** The oldest line that is not older than a server. */
    static Optional<ApiLine> from(ServerVersion server) {
        return Arrays.stream(values())
                .filter(line -> line.isSameAs(server) || !server.isAtLeast(line.major, line.minor))
                .findFirst();
    }

    private boolean isSameAs(ServerVersion server) {
        return server.major() == major && server.minor() == minor;
    }

    static ApiLine parse(String text) {
        for (ApiLine line : values()) {
            if (line.text.equals(text)) {
                return line;
            }
        }
        throw new IllegalArgumentException("line: " + Shown.of(text) + " (expected: 7.4, 8.4, 9)");
    }

    @Override
    public String toString() {
        return text;
    }
}

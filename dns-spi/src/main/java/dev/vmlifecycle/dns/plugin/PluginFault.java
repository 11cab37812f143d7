package dev.vmlifecycle.dns.plugin;

import java.util.Objects;

/**
 * A plugin that could not be used; the others can.
 *
 * @param source the jar or class it was looked for in
 * @param reason what is wrong with it, one line
 */
public record PluginFault(String source, String reason) {

    /**
     * A fault.
     *
     * @param source the jar or class
     * @param reason what is wrong
     */
    public PluginFault {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(reason, "reason");
    }

    /**
     * The fault as one line.
     *
     * @return source and reason
     */
    @Override
    public String toString() {
        return source + ": " + reason;
    }
}

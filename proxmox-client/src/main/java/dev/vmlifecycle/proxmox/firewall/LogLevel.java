package dev.vmlifecycle.proxmox.firewall;

import dev.vmlifecycle.proxmox.internal.Choices;
import java.util.Locale;

/** How loud the firewall logs. */
public enum LogLevel {
    /** Not at all. */
    NOLOG,
    /** Syslog {@code emerg}. */
    EMERG,
    /** Syslog {@code alert}. */
    ALERT,
    /** Syslog {@code crit}. */
    CRIT,
    /** Syslog {@code err}. */
    ERR,
    /** Syslog {@code warning}. */
    WARNING,
    /** Syslog {@code notice}. */
    NOTICE,
    /** Syslog {@code info}. */
    INFO,
    /** Syslog {@code debug}. */
    DEBUG;

    /** {@return the name on the wire} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the level with this name}
     *
     * @param text the name on the wire
     * @throws IllegalArgumentException when there is none
     */
    public static LogLevel parse(String text) {
        return Choices.parse(LogLevel.class, "log level", text);
    }
}

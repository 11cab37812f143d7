package dev.vmlifecycle.proxmox.task;

import java.util.List;

/**
 * A part of a log.
 *
 * @param lines oldest first
 * @param total lines the whole log has
 */
public record LogPage(List<LogLine> lines, long total) {

    /** No log. */
    public static final LogPage EMPTY = new LogPage(List.of(), 0);

    /**
     * Copies the list.
     *
     * @param lines see above
     * @param total see above
     */
    public LogPage {
        lines = List.copyOf(lines);
    }
}

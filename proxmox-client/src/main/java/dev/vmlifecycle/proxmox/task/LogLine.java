package dev.vmlifecycle.proxmox.task;

/**
 * A line of a log.
 *
 * @param number its place, the first line is 1
 * @param text its text
 */
public record LogLine(long number, String text) {

    @Override
    public String toString() {
        return text;
    }
}

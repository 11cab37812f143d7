package dev.vmlifecycle.vm;

/**
 * Something that stands in the way of a deploy.
 *
 * @param subject what it is about, for example {@code storage local}
 * @param problem what was met
 * @param remedy what to do
 */
public record Finding(String subject, String problem, String remedy) {

    @Override
    public String toString() {
        return subject + ": " + problem + " (" + remedy + ")";
    }
}

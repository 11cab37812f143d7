package dev.vmlifecycle.vm;

/**
 * Who asked for something, and why; kept in the log.
 *
 * @param name for example {@code admin:jane} or {@code host}
 * @param reason one line, possibly empty
 */
public record Actor(String name, String reason) {

    /**
     * Makes an actor.
     *
     * @param name who
     * @param reason why
     * @return the actor
     */
    public static Actor of(String name, String reason) {
        return new Actor(name, reason);
    }

    /**
     * The host panel itself.
     *
     * @return the actor {@code host}
     */
    public static Actor host() {
        return new Actor("host", "");
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? name : name + " (" + reason + ")";
    }
}

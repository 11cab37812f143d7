package dev.vmlifecycle.engine;

import java.util.Optional;

/**
 * Gives permits back, places in queues included. Nothing happens when there are none.
 *
 * @param key the subject
 * @param name the permit; empty = all of the subject's
 * @param placesOnly true: what is held is kept, since the effect it was taken for may still be under way
 */
public record ReleasePermits(String key, Optional<PermitName> name, boolean placesOnly) implements StoreCommand {

    /**
     * Gives one permit back.
     *
     * @param key the subject
     * @param name the permit
     * @return the command
     */
    public static ReleasePermits of(String key, PermitName name) {
        return new ReleasePermits(key, Optional.of(name), false);
    }

    /**
     * Gives all permits back.
     *
     * @param key the subject
     * @return the command
     */
    public static ReleasePermits allOf(String key) {
        return new ReleasePermits(key, Optional.empty(), false);
    }

    /**
     * Leaves all queues.
     *
     * @param key the subject
     * @return the command
     */
    public static ReleasePermits placesOf(String key) {
        return new ReleasePermits(key, Optional.empty(), true);
    }
}

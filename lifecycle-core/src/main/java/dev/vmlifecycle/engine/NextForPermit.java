package dev.vmlifecycle.engine;

import java.util.Optional;

/**
 * Asks who waits for a permit with the earliest place, so that it can be woken. Who has not asked for a while may be named, too.
 *
 * @param name the permit
 */
public record NextForPermit(PermitName name) implements StoreCall<Optional<String>> {}

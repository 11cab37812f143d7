package dev.vmlifecycle.engine;

import java.util.List;

/**
 * Asks who holds a permit and who waits for it.
 *
 * @param name the permit
 */
public record PermitsOf(PermitName name) implements StoreCall<List<PermitEntry>> {}

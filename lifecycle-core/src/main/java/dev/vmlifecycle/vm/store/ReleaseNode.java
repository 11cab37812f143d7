package dev.vmlifecycle.vm.store;

import dev.vmlifecycle.engine.StoreCommand;

/**
 * Ends what {@link ReserveNode} promised: the VM is there and counts by itself, or never will be.
 *
 * @param key the VM
 */
public record ReleaseNode(String key) implements StoreCommand {}

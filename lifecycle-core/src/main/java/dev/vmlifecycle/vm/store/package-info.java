/**
 * The VM side's tables as typed calls and commands, answered by a {@code EngineStore}; and the in-memory store.
 *
 * <p>A reservation (VMID, addresses) is a call made before the effect; everything else is a command that commits with its
 * step.
 */
@NullMarked
package dev.vmlifecycle.vm.store;

import org.jspecify.annotations.NullMarked;

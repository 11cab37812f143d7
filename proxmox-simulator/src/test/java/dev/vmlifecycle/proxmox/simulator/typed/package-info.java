/** Every typed call of the client against the simulator: {@link TypedCallsTest} tells how the table is kept complete. */
@NullMarked
package dev.vmlifecycle.proxmox.simulator.typed;

import org.jspecify.annotations.NullMarked;

/**
 * Parameters not every version of the server knows. Where they come from is behind
 * {@link dev.vmlifecycle.proxmox.internal.gate.Gates}; what is done about them is the client's.
 */
@NullMarked
package dev.vmlifecycle.proxmox.internal.gate;

import org.jspecify.annotations.NullMarked;

/**
 * Parameters not every version of the server knows. {@link dev.vmlifecycle.proxmox.internal.gate.Gates} finds them in the
 * catalogue; what is done about them is the client's.
 */
@NullMarked
package dev.vmlifecycle.proxmox.internal.gate;

import org.jspecify.annotations.NullMarked;

/**
 * The seam between the client and the wire, in JDK types only.
 *
 * <p>A simulator is joined in process by implementing {@link dev.vmlifecycle.proxmox.transport.Transport}; the
 * implementation used against a real cluster is not public.
 */
@NullMarked
package dev.vmlifecycle.proxmox.transport;

import org.jspecify.annotations.NullMarked;

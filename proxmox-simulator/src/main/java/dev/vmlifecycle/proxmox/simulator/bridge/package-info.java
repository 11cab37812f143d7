/**
 * Joins the Proxmox client and the simulator in process: no socket, no thread, any clock. The only package of this module that knows
 * the client, which is an optional dependency.
 */
@NullMarked
package dev.vmlifecycle.proxmox.simulator.bridge;

import org.jspecify.annotations.NullMarked;

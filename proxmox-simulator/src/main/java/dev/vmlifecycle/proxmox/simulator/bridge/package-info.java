/**
 * Joins the simulator to {@code proxmox-client} without a socket or a thread. The only package here that knows the client, which
 * is an optional dependency.
 */
@NullMarked
package dev.vmlifecycle.proxmox.simulator.bridge;

import org.jspecify.annotations.NullMarked;

/**
 * As much of HTTP/1.1 as Proxmox VE's own server speaks, with its limits and refusals; start at {@link HttpServer}. It knows nothing of the
 * simulated cluster.
 */
@NullMarked
package dev.vmlifecycle.proxmox.simulator.internal.http;

import org.jspecify.annotations.NullMarked;

/** The client over real sockets on loopback. */
@NullMarked
package dev.vmlifecycle.proxmox.http;

import org.jspecify.annotations.NullMarked;

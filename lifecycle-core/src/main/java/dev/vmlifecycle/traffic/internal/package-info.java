/** From Proxmox's round-robin statistics to intervals: no clock, no store, no network. Start reading at {@code Count}. */
@NullMarked
package dev.vmlifecycle.traffic.internal;

import org.jspecify.annotations.NullMarked;

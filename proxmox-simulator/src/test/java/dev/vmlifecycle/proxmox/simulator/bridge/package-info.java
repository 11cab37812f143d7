/** Tests of the bridge: the real client against the simulated cluster on one settable clock. */
@NullMarked
package dev.vmlifecycle.proxmox.simulator.bridge;

import org.jspecify.annotations.NullMarked;

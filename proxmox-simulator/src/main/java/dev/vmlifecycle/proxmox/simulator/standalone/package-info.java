/** The simulator as a program of its own: {@link dev.vmlifecycle.proxmox.simulator.standalone.PveSimulatorMain}. */
@NullMarked
package dev.vmlifecycle.proxmox.simulator.standalone;

import org.jspecify.annotations.NullMarked;

/**
 * Programs to run: {@code Quickstart} walks one VM through its life, {@code SimulatorMain} is a Proxmox VE cluster to try it
 * against. Start reading at {@code Quickstart}; what it does is in the package {@code quickstart}.
 */
@NullMarked
package dev.vmlifecycle.examples;

import org.jspecify.annotations.NullMarked;

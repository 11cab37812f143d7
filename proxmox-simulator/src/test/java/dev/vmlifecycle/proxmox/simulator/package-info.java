/** Tests of the simulator: one class per behaviour, {@code GoldenReplayTest} against the recorded pipelines. */
@NullMarked
package dev.vmlifecycle.proxmox.simulator;

import org.jspecify.annotations.NullMarked;

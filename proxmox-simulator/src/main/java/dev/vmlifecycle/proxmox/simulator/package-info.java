/**
 * A Proxmox VE cluster in process, behaving as recorded on version 8.4.1. Start at {@link PveSimulator}: one function from a request
 * and an instant to a response, over a world that tests can inspect and disturb. {@link SimulatorServer} puts HTTPS around it.
 */
@NullMarked
package dev.vmlifecycle.proxmox.simulator;

import org.jspecify.annotations.NullMarked;

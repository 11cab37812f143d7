/**
 * The texts Proxmox keeps in a guest's configuration: property strings, drives, network devices, sizes, volume ids, and the digest
 * over the whole file. Pure functions; nothing here knows the simulated world.
 */
@NullMarked
package dev.vmlifecycle.proxmox.simulator.internal.config;

import org.jspecify.annotations.NullMarked;

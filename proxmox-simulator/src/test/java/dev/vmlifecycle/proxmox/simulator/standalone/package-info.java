@NullMarked
package dev.vmlifecycle.proxmox.simulator.standalone;

import org.jspecify.annotations.NullMarked;

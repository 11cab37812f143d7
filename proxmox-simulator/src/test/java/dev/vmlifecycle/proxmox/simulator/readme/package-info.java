@NullMarked
package dev.vmlifecycle.proxmox.simulator.readme;

import org.jspecify.annotations.NullMarked;

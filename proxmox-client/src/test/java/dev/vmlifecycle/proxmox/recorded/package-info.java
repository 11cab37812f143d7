/** The client against what a real cluster answered. */
@NullMarked
package dev.vmlifecycle.proxmox.recorded;

import org.jspecify.annotations.NullMarked;

/** Tests of the table of calls. */
@NullMarked
package dev.vmlifecycle.proxmox.simulator.internal.schema;

import org.jspecify.annotations.NullMarked;

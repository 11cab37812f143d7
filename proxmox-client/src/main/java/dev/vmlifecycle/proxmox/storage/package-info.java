/**
 * Storages as configured and as one node sees them: their state, the volumes on them, the files brought onto them.
 */
@NullMarked
package dev.vmlifecycle.proxmox.storage;

import org.jspecify.annotations.NullMarked;

/**
 * Storages as one node sees them: their state, the backups on them, the files brought onto them.
 */
@NullMarked
package dev.vmlifecycle.proxmox.storage;

import org.jspecify.annotations.NullMarked;

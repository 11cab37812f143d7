/**
 * Storages as configured and as one node sees them, and the volumes on them.
 */
@NullMarked
package dev.vmlifecycle.proxmox.storage;

import org.jspecify.annotations.NullMarked;

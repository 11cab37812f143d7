/**
 * Answers about storages as one node sees them, and the backups on them.
 */
@NullMarked
package dev.vmlifecycle.proxmox.storage;

import org.jspecify.annotations.NullMarked;

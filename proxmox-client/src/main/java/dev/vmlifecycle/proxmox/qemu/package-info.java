/**
 * Requests and answers of one QEMU VM, apart from its configuration and its guest agent: create, clone, migrate, snapshots,
 * consoles, destroy, run state, statistics.
 */
@NullMarked
package dev.vmlifecycle.proxmox.qemu;

import org.jspecify.annotations.NullMarked;

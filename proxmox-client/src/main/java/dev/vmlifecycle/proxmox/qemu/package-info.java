/**
 * Requests and answers of one QEMU VM, apart from its configuration: clone, migrate, destroy, run state.
 */
@NullMarked
package dev.vmlifecycle.proxmox.qemu;

import org.jspecify.annotations.NullMarked;
